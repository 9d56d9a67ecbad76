import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { noFigure } from '../components/figures.ts'
import { texts } from '../texts/index.ts'
import type { Size } from './box.ts'
import { type CartesianInput, layOutCartesian, type PlacedSeries } from './cartesian-layout.ts'
import { type ActOn, cartesianMarks } from './cartesian-marks.ts'
import { CartesianAxes } from './cartesian-axes.tsx'
import { SeriesShape } from './series-shape.tsx'
import { ChartFrame, type Drawing } from './chart-frame.tsx'
import type { TableContent } from './chart-table.tsx'
import { type Flag, layOutFlags } from './flag-layout.ts'
import { Flags, flagMarks } from './flags.tsx'
import type { LegendEntry } from './legend.tsx'

interface CartesianChartProps extends CartesianInput {
  readonly label: string
  /** What positions are: `Day`, `Marketing channel`. */
  readonly positionName: string
  readonly flags?: readonly Flag[]
  readonly note?: string | undefined
  readonly height?: number
  readonly actOn?: ActOn | undefined
}

/** Lines, areas and bars over an axis of intervals or categories; any of them together. */
export function CartesianChart({
  label,
  positionName,
  flags = [],
  note,
  height,
  actOn,
  ...input
}: CartesianChartProps) {
  const draw = (size: Size): Drawing => {
    const layout = layOutCartesian(input, size)
    const placed = layOutFlags(flags, layout)
    return {
      shapes: (
        <g className={style({ color: 'neutral-subdued' })}>
          <CartesianAxes layout={layout} />
          {layout.series.toSorted(bySize).map((series) => (
            <SeriesShape key={series.id} series={series} layout={layout} />
          ))}
          <Flags flags={placed} layout={layout} />
        </g>
      ),
      marks: [...cartesianMarks(layout, input.positions, actOn), ...flagMarks(placed)],
    }
  }
  return (
    <ChartFrame
      label={label}
      legend={legendOf(input)}
      table={tableOf(input, positionName, flags)}
      note={note}
      {...(height !== undefined && { height })}
      draw={draw}
    />
  )
}

const layers = ['bar', 'area', 'line']

/** Bars lie below areas, areas below lines, so that nothing is hidden. */
const bySize = (a: PlacedSeries, b: PlacedSeries): number =>
  layers.indexOf(a.draw) - layers.indexOf(b.draw)

/** One series that says its name elsewhere needs no legend; a compared stack has the colours of the other. */
function legendOf({ series, stacking }: CartesianInput): readonly LegendEntry[] {
  if (series.length < 2) return []
  const named = series.filter(({ look }) => stacking === 'none' || look !== 'compared')
  return named.map(({ name, color, draw, look = 'own' }) => ({
    name,
    color,
    look: look !== 'own' && draw !== 'bar' ? 'dashed' : draw === 'line' ? 'line' : 'area',
  }))
}

/** With a column for what happened, where something has. */
function tableOf(
  { positions, series }: CartesianInput,
  positionName: string,
  flags: readonly Flag[],
): TableContent {
  const happened = (k: number): string =>
    flags
      .filter(({ at, until = at }) => at <= k && k <= until)
      .map(({ name }) => name)
      .join(', ')
  return {
    columns: [
      positionName,
      ...series.map(({ name }) => name),
      ...(flags.length > 0 ? [texts.charts.happened] : []),
    ],
    rows: positions.map(({ name }, k) => [
      name,
      ...series.map(({ values, print }) =>
        values[k] === null || values[k] === undefined ? noFigure : print(values[k]),
      ),
      ...(flags.length > 0 ? [happened(k)] : []),
    ]),
  }
}
