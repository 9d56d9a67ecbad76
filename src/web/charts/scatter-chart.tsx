import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Size } from './box.ts'
import { ChartFrame, type Drawing } from './chart-frame.tsx'
import { fitText, textWidth } from './fit-text.ts'
import type { LegendEntry } from './legend.tsx'
import type { CardLine } from './mark.ts'
import {
  type Axis,
  layOutScatter,
  type PlacedPoint,
  type Point,
  type ScatterLayout,
} from './scatter-layout.ts'

interface ScatterChartProps {
  readonly label: string
  readonly pointName: string
  readonly points: readonly Point[]
  readonly x: Axis
  readonly y: Axis
  /** What a point says: a line per measure. */
  readonly linesOf: (key: string) => readonly CardLine[]
  /** Lines across the plot, such as medians. */
  readonly guides?: { readonly x: number | null; readonly y: number | null }
  /** Names in the corners that the guides make: left above, right above, left below, right below. */
  readonly corners?: readonly [string, string, string, string]
  readonly legend?: readonly LegendEntry[]
  readonly note?: string | undefined
  readonly actOn?: ((key: string) => ((element: Element) => void) | undefined) | undefined
}

/** Points over two measures, with a third as the size of bubbles; names where there is room. */
export function ScatterChart({
  label,
  pointName,
  points,
  x,
  y,
  linesOf,
  guides,
  corners,
  legend,
  note,
  actOn,
}: ScatterChartProps) {
  const draw = (size: Size): Drawing => {
    const layout = layOutScatter(points, { x, y }, size)
    const ordered = layout.points.toSorted((a, b) => a.left - b.left)
    return {
      shapes: (
        <g className={style({ color: 'neutral-subdued' })}>
          <Axes layout={layout} x={x} y={y} />
          {guides && <Guides layout={layout} guides={guides} corners={corners} />}
          {layout.points.map((point) => (
            <Way key={point.key} point={point} layout={layout} />
          ))}
          {layout.points.map(({ key, left, top, radius, color }) => (
            <circle
              key={key}
              cx={left}
              cy={top}
              r={radius}
              style={{ fill: color, stroke: color }}
              fillOpacity="0.45"
            />
          ))}
          <Names points={layout.points} layout={layout} />
        </g>
      ),
      marks: ordered.map((point, column) => {
        const { key, name, left, top, radius } = point
        const lines = linesOf(key)
        const onAct = actOn?.(key)
        const reach = Math.max(12, radius)
        return {
          id: key,
          name: `${name}, ${lines.map((line) => `${line.name}: ${line.value}`).join(', ')}`,
          column,
          row: 0,
          x: left,
          y: top,
          hit: { x: left - reach, y: top - reach, width: reach * 2, height: reach * 2 },
          ring: {
            x: left - radius - 2,
            y: top - radius - 2,
            width: radius * 2 + 4,
            height: radius * 2 + 4,
          },
          title: name,
          lines,
          ...(onAct && { onAct }),
        }
      }),
    }
  }
  return (
    <ChartFrame
      label={label}
      {...(legend && { legend })}
      table={{
        columns: [pointName, ...linesOf(points[0]?.key ?? '').map(({ name }) => name)],
        rows: points.map(({ key, name }) => [name, ...linesOf(key).map(({ value }) => value)]),
      }}
      note={note}
      height={280}
      draw={draw}
    />
  )
}

function Axes({
  layout: { plot, left, bottom },
  x,
  y,
}: {
  layout: ScatterLayout
  x: Axis
  y: Axis
}) {
  const end = plot.x + plot.width
  const base = plot.y + plot.height
  return (
    <>
      {left.map(({ at, label }) => (
        <g key={label + at}>
          <line x1={plot.x} x2={end} y1={at} y2={at} className={grid} />
          <text x={plot.x - 6} y={at + 4} textAnchor="end" className={axisText}>
            {label}
          </text>
        </g>
      ))}
      {bottom.map(({ at, label }) => (
        <g key={label + at}>
          <line x1={at} x2={at} y1={plot.y} y2={base} className={grid} />
          <text
            x={at}
            y={base + 16}
            textAnchor={at > end - 16 ? 'end' : 'middle'}
            className={axisText}
          >
            {label}
          </text>
        </g>
      ))}
      <text x={0} y={10} className={axisName}>
        {fitText(y.name, plot.width)}
      </text>
      <text x={end} y={base + 34} textAnchor="end" className={axisName}>
        {fitText(x.name, plot.width)}
      </text>
    </>
  )
}

interface WayProps {
  readonly point: PlacedPoint
  readonly layout: ScatterLayout
}

/** From where a point was to where it is. */
function Way({ point: { before, left, top, color }, layout: { xOf, yOf } }: WayProps) {
  if (before === undefined) return null
  const [x, y] = [xOf(before.x), yOf(before.y)]
  return (
    <g style={{ stroke: color, fill: 'none' }}>
      <line x1={x} y1={y} x2={left} y2={top} strokeDasharray="3 3" />
      <circle cx={x} cy={y} r="3" />
    </g>
  )
}

interface GuidesProps {
  readonly layout: ScatterLayout
  readonly guides: NonNullable<ScatterChartProps['guides']>
  readonly corners: ScatterChartProps['corners']
}

function Guides({ layout: { plot, xOf, yOf }, guides, corners }: GuidesProps) {
  const end = plot.x + plot.width
  const base = plot.y + plot.height
  const places = [
    [plot.x + 4, plot.y + 12, 'start'],
    [end - 4, plot.y + 12, 'end'],
    [plot.x + 4, base - 6, 'start'],
    [end - 4, base - 6, 'end'],
  ] as const
  return (
    <>
      {guides.x !== null && (
        <line
          x1={xOf(guides.x)}
          x2={xOf(guides.x)}
          y1={plot.y}
          y2={base}
          strokeDasharray="4 3"
          className={guide}
        />
      )}
      {guides.y !== null && (
        <line
          x1={plot.x}
          x2={end}
          y1={yOf(guides.y)}
          y2={yOf(guides.y)}
          strokeDasharray="4 3"
          className={guide}
        />
      )}
      {plot.width > 260 &&
        corners?.map((name, k) => {
          const [left, top, textAnchor] = places[k] as (typeof places)[number]
          return (
            <text key={name} x={left} y={top} textAnchor={textAnchor} className={axisName}>
              {name}
            </text>
          )
        })}
    </>
  )
}

/** Names that touch neither each other nor the edge; the largest first. */
function Names({
  points,
  layout: { plot },
}: {
  points: readonly PlacedPoint[]
  layout: ScatterLayout
}) {
  const taken: { x: number; y: number; width: number }[] = []
  return points.map(({ key, name, left, top, radius }) => {
    const x = left + radius + 4
    const text = fitText(name, 120)
    const width = textWidth(text)
    const isFree = taken.every(
      (other) => Math.abs(other.y - top) > 13 || x > other.x + other.width || x + width < other.x,
    )
    const isOnPoint = points.some(
      (other) =>
        other.key !== key &&
        other.left > x - 3 &&
        other.left < x + width &&
        Math.abs(other.top - top) < 8,
    )
    if (!isFree || isOnPoint || x + width > plot.x + plot.width + 8) return null
    taken.push({ x, y: top, width })
    return (
      <text key={key} x={x} y={top + 4} className={axisText}>
        {text}
      </text>
    )
  })
}

const grid = style({ stroke: 'gray-200', strokeWidth: 1 })
const guide = style({ stroke: 'gray-500', strokeWidth: 1 })
const axisText = style({ font: 'ui-xs', fill: 'currentColor', fontVariantNumeric: 'tabular-nums' })
const axisName = style({ font: 'ui-xs', fontWeight: 'bold', fill: 'currentColor' })
