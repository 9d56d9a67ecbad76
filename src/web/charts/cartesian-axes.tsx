import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { CartesianLayout } from './cartesian-layout.ts'
import { textWidth } from './fit-text.ts'

interface CartesianAxesProps {
  readonly layout: CartesianLayout
}

export function CartesianAxes({ layout: { plot, left, right, bottom } }: CartesianAxesProps) {
  const end = plot.x + plot.width
  const base = plot.y + plot.height
  return (
    <g>
      {(left.length > 0 ? left : right).map(({ at, label }) => (
        <line
          key={label + at}
          x1={plot.x}
          x2={end}
          y1={at}
          y2={at}
          className={label === '0' ? zero : grid}
        />
      ))}
      {left.map(({ at, label }) => (
        <text key={label + at} x={plot.x - 6} y={at + 4} textAnchor="end" className={axisText}>
          {label}
        </text>
      ))}
      {right.map(({ at, label }) => (
        <text key={label + at} x={end + 6} y={at + 4} className={axisText}>
          {label}
        </text>
      ))}
      {bottom.map(({ at, label }) => (
        <text
          key={label + at}
          {...anchored(at, label, plot.x, end)}
          y={base + 18}
          className={axisText}
        >
          {label}
        </text>
      ))}
    </g>
  )
}

/** In the middle of its place, but not over an edge. */
function anchored(at: number, label: string, start: number, end: number) {
  const half = textWidth(label) / 2
  if (at + half > end + 6) return { x: end + 6, textAnchor: 'end' as const }
  if (at - half < start - 6) return { x: Math.max(0, start - 6), textAnchor: 'start' as const }
  return { x: at, textAnchor: 'middle' as const }
}

const grid = style({ stroke: 'gray-200', strokeWidth: 1 })
const zero = style({ stroke: 'gray-400', strokeWidth: 1 })
const axisText = style({ font: 'ui-xs', fill: 'currentColor', fontVariantNumeric: 'tabular-nums' })
