import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Size } from './box.ts'
import { ChartFrame, type Drawing } from './chart-frame.tsx'
import { fitText } from './fit-text.ts'
import type { ChartMark } from './mark.ts'
import { categoryColor } from './palette.ts'
import { type Circle, layOutVenn, pointIn } from './venn-layout.ts'

/** The number of those in all of the sets, whatever else they are in. */
export interface VennArea {
  readonly sets: readonly number[]
  readonly name: string
  readonly value: number
  readonly print: string
}

interface VennProps {
  readonly label: string
  readonly measure: string
  readonly setNames: readonly string[]
  readonly areas: readonly VennArea[]
  readonly areaName: string
  /** Said where circles cannot have these areas, and always of three. */
  readonly notes: { readonly inexact: string; readonly ofThree: string }
  readonly actOn?:
    | ((sets: readonly number[]) => ((element: Element) => void) | undefined)
    | undefined
}

/** Two or three sets as circles, areas and overlaps of two in proportion. */
export function Venn({ label, measure, setNames, areas, areaName, notes, actOn }: VennProps) {
  const valueOf = (...sets: number[]) =>
    areas.find((area) => area.sets.join() === sets.join())?.value ?? 0
  const input = {
    sizes: setNames.map((_, k) => valueOf(k)),
    overlaps: [valueOf(0, 1), valueOf(0, 2), valueOf(1, 2)],
  }
  const { isExact } = layOutVenn(input, { x: 0, y: 0, width: 100, height: 100 })
  const draw = (size: Size): Drawing => {
    const { circles } = layOutVenn(input, {
      x: 8,
      y: 8,
      width: size.width - 16,
      height: size.height - 16,
    })
    const placed = areas.flatMap((area) => {
      const point = pointIn(circles, area.sets)
      return point === null ? [] : [{ area, point }]
    })
    return {
      shapes: (
        <g className={style({ color: 'neutral' })} textAnchor="middle">
          {circles.map(({ x, y, r }, k) => (
            <circle
              key={setNames[k]}
              cx={x}
              cy={y}
              r={r}
              style={{ fill: categoryColor(k), stroke: categoryColor(k) }}
              fillOpacity="0.22"
              strokeWidth="1.5"
            />
          ))}
          {placed.map(({ area, point }) => (
            <text
              key={area.name}
              x={point.x}
              y={point.y + 4}
              className={style({ font: 'ui-sm', fontWeight: 'bold', fill: 'currentColor' })}
            >
              {fitText(area.print, 90)}
            </text>
          ))}
        </g>
      ),
      marks: placed.map(({ area, point }, k): ChartMark => {
        const onAct = actOn?.(area.sets)
        return {
          id: area.sets.join(),
          name: `${area.name}, ${measure}: ${area.print}`,
          column: k,
          row: 0,
          ...point,
          hit: hitOf(area.sets.map((set) => circles[set] as Circle)),
          ring: { x: point.x - 24, y: point.y - 12, width: 48, height: 24 },
          title: area.name,
          lines: [{ name: measure, value: area.print }],
          ...(onAct && { onAct }),
        }
      }),
    }
  }
  const note = isExact ? (setNames.length > 2 ? notes.ofThree : undefined) : notes.inexact
  return (
    <ChartFrame
      label={label}
      legend={setNames.map((name, k) => ({ name, color: categoryColor(k) }))}
      table={{ columns: [areaName, measure], rows: areas.map(({ name, print }) => [name, print]) }}
      note={note}
      draw={draw}
    />
  )
}

/** The rectangle that all of the circles share. */
function hitOf(circles: readonly Circle[]) {
  const x = Math.max(...circles.map((c) => c.x - c.r))
  const y = Math.max(...circles.map((c) => c.y - c.r))
  return {
    x,
    y,
    width: Math.min(...circles.map((c) => c.x + c.r)) - x,
    height: Math.min(...circles.map((c) => c.y + c.r)) - y,
  }
}
