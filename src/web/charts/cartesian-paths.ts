import type { PlacedSeries, CartesianLayout } from './cartesian-layout.ts'

type XOf = CartesianLayout['xOf']
type Drawn = Pick<PlacedSeries, 'spans' | 'values' | 'yOf'>

/** The path through a series' values, with a gap where there is none; a value alone is a dot. */
export function linePath(series: Drawn, xOf: XOf): string {
  return runsOf(series)
    .map(
      (run) =>
        run
          .map((k, at) => `${at === 0 ? 'M' : 'L'}${round(xOf(k))} ${round(edge(series, k))}`)
          .join('') + (run.length === 1 ? 'h0.01' : ''),
    )
    .join('')
}

/** The area between a series and what it stands on. */
export function areaPath(series: Drawn, xOf: XOf): string {
  return runsOf(series)
    .map((run) => {
      const upper = run.map(
        (k) => `${round(xOf(k))} ${round(series.yOf(series.spans[k]?.high ?? 0))}`,
      )
      const lower = run.map(
        (k) => `${round(xOf(k))} ${round(series.yOf(series.spans[k]?.low ?? 0))}`,
      )
      return `M${[...upper, ...lower.toReversed()].join('L')}Z`
    })
    .join('')
}

/** The area between the bounds of what was to be expected. */
export function bandPath(
  { bands = [], yOf }: Pick<PlacedSeries, 'bands' | 'yOf'>,
  xOf: XOf,
): string {
  return runs(bands.map((band) => band !== null))
    .map((run) => {
      const at = (k: number, value: number | undefined) =>
        `${round(xOf(k))} ${round(yOf(value ?? 0))}`
      const upper = run.map((k) => at(k, bands[k]?.upper))
      const lower = run.map((k) => at(k, bands[k]?.lower))
      return `M${[...upper, ...lower.toReversed()].join('L')}Z`
    })
    .join('')
}

/** Where a value's point is: the end of its span that is away from what it stands on. */
export const edge = ({ spans, values, yOf }: Drawn, index: number): number => {
  const span = spans[index]
  if (span === undefined || span === null) return yOf(0)
  return yOf((values[index] ?? 0) < 0 ? span.low : span.high)
}

const runsOf = ({ spans }: Drawn) => runs(spans.map((span) => span !== null))

/** Indexes of neighbours that are there, a list for each stretch. */
function runs(isThere: readonly boolean[]): number[][] {
  const found: number[][] = []
  for (const [k, is] of isThere.entries()) {
    if (!is) continue
    if (k > 0 && isThere[k - 1] === true) found.at(-1)?.push(k)
    else found.push([k])
  }
  return found
}

const round = (value: number): number => Math.round(value * 10) / 10
