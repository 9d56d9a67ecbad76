import { texts } from '../texts/index.ts'
import type { CartesianLayout, PlacedSeries, Position } from './cartesian-layout.ts'
import { edge } from './cartesian-paths.ts'
import type { CardLine, ChartMark } from './mark.ts'

/** What is done with the value of a series at a position. */
export type ActOn = (series: string, index: number) => ((element: Element) => void) | undefined

/** A mark per value of what happened, now or before, and of what is forecast; its card has all series at its position. */
export function cartesianMarks(
  layout: CartesianLayout,
  positions: readonly Position[],
  actOn: ActOn | undefined,
): readonly ChartMark[] {
  const marked = layout.series.filter(({ look }) => look !== 'trend')
  return marked.flatMap((series, row) =>
    positions.flatMap((position, index): ChartMark[] => {
      const span = series.spans[index]
      const isJoint = series.look === 'forecast' && series.bands?.[index] === null
      if (span === undefined || span === null || isJoint) return []
      const onAct = series.look === 'forecast' ? undefined : actOn?.(series.id, index)
      return [
        {
          id: `${series.id}/${position.key}`,
          name: sayValue(series, position, index),
          column: index,
          row,
          ...placeOf(layout, series, index),
          title: position.name,
          lines: linesAt(layout.series, index),
          ...(onAct && { onAct }),
        },
      ]
    }),
  )
}

function sayValue(series: PlacedSeries, position: Position, index: number): string {
  const unusual = series.unusual?.[index] === true ? `, ${texts.charts.anomaly}` : ''
  return `${position.name}, ${series.name}: ${series.print(series.values[index] ?? null)}${unusual}`
}

function placeOf(layout: CartesianLayout, series: PlacedSeries, index: number) {
  const { plot, room, xOf } = layout
  const y = edge(series, index)
  const band = { x: xOf(index) - room / 2, y: plot.y, width: room, height: plot.height }
  if (series.draw !== 'bar') return { x: xOf(index), y, hit: band }
  const box = barBox(layout, series, index)
  return { x: box.x + box.width / 2, y, hit: band, ring: box }
}

/** Where the bar of a value stands. */
export function barBox(layout: CartesianLayout, series: PlacedSeries, index: number) {
  const { xOf, barWidth, series: all } = layout
  const bars = 1 + Math.max(...all.map(({ slot, draw }) => (draw === 'bar' ? slot : 0)))
  const span = series.spans[index] ?? { low: 0, high: 0 }
  const top = series.yOf(span.high)
  return {
    x: xOf(index) + (series.slot - bars / 2) * barWidth,
    y: top,
    width: Math.max(1, barWidth - (bars > 1 ? 1 : 0)),
    height: Math.max(span.high === span.low ? 0 : 1, series.yOf(span.low) - top),
  }
}

function linesAt(all: readonly PlacedSeries[], index: number): readonly CardLine[] {
  return all.flatMap((series) => {
    const { look = 'own', name, color, print } = series
    const value = series.values[index]
    if (value === undefined || value === null) return []
    const band = series.bands?.[index]
    const own = { name, color, value: print(value) }
    if (band === undefined || band === null || look === 'trend') return [own]
    const between = texts.charts.between(print(band.lower), print(band.upper))
    const said = series.unusual?.[index] === true ? `${between}: ${texts.charts.anomaly}` : between
    return [own, { name: `${texts.charts.expected}, ${name}`, value: said }]
  })
}
