import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { CartesianLayout } from './cartesian-layout.ts'
import { FLAG_WIDTH, type PlacedFlag } from './flag-layout.ts'
import type { ChartMark } from './mark.ts'
import { categoryColor } from './palette.ts'

interface FlagsProps {
  readonly flags: readonly PlacedFlag[]
  readonly layout: Pick<CartesianLayout, 'plot'>
}

const usualColor = categoryColor(1)

/** What happened and when: a line with a flag, and a shade for what lasted. */
export function Flags({ flags, layout: { plot } }: FlagsProps) {
  const bottom = plot.y + plot.height
  return flags.map(({ id, x, y, stretch, label, color = usualColor }) => (
    <g key={id}>
      {stretch !== null && <rect {...stretch} style={{ fill: color }} opacity="0.1" />}
      <line x1={x} x2={x} y1={y} y2={bottom} strokeDasharray="3 3" style={{ stroke: color }} />
      <path
        d={`M${x} ${y}h${label?.isLeft === true ? -FLAG_WIDTH : FLAG_WIDTH}v6h${label?.isLeft === true ? FLAG_WIDTH : -FLAG_WIDTH}Z`}
        style={{ fill: color }}
      />
      {label !== null && (
        <text
          x={x + (label.isLeft ? -FLAG_WIDTH - 4 : FLAG_WIDTH + 4)}
          y={y + 8}
          textAnchor={label.isLeft ? 'end' : 'start'}
          className={labelText}
        >
          {label.text}
        </text>
      )}
    </g>
  ))
}

/** A mark for each flag, above those of the values. */
export const flagMarks = (flags: readonly PlacedFlag[]): readonly ChartMark[] =>
  flags.map(({ id, at, lane, x, y, box, name, details = [], onAct }) => ({
    id: `flag/${id}`,
    name: [name, ...details].join(', '),
    column: at,
    row: -1 - lane,
    x,
    y: y + 4,
    hit: box,
    isAbove: true,
    ring: box,
    title: name,
    lines: details.map((line) => ({ name: line, value: '' })),
    ...(onAct && { onAct }),
  }))

const labelText = style({ font: 'ui-xs', fill: 'currentColor' })
