import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Size } from './box.ts'
import type { ChartMark } from './mark.ts'

interface HoverCardProps {
  readonly mark: ChartMark
  readonly size: Size
}

const GAP = 12
const WIDTH = 240

/** What a mark says, beside it: on the side where there is room. Its element has the same as its name. */
export function HoverCard({ mark: { x, y, title, lines }, size }: HoverCardProps) {
  const isRight = x + GAP + WIDTH <= size.width || x < size.width / 2
  const isBelow = y < size.height / 2
  const place = {
    ...(isRight ? { left: x + GAP } : { right: size.width - x + GAP }),
    ...(isBelow ? { top: Math.max(0, y) } : { bottom: Math.max(0, size.height - y) }),
    maxWidth: Math.min(WIDTH, Math.max(120, isRight ? size.width - x - GAP : x - GAP)),
  }
  return (
    <div aria-hidden="true" className={card} style={place}>
      <strong className={style({ font: 'ui-sm', fontWeight: 'bold' })}>{title}</strong>
      {lines.map(({ name, value, color }) => (
        <span key={name} className={line}>
          {color !== undefined && <span className={swatch} style={{ backgroundColor: color }} />}
          <span className={style({ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' })}>
            {name}
          </span>
          <span className={style({ fontWeight: 'bold', whiteSpace: 'nowrap' })}>{value}</span>
        </span>
      ))}
    </div>
  )
}

const card = style({
  position: 'absolute',
  zIndex: 1,
  display: 'grid',
  gap: 4,
  minWidth: 120,
  width: 'max',
  boxSizing: 'border-box',
  paddingX: 12,
  paddingY: 8,
  font: 'ui-xs',
  color: 'neutral',
  backgroundColor: 'elevated',
  boxShadow: 'elevated',
  borderRadius: 'default',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  pointerEvents: 'none',
  fontVariantNumeric: 'tabular-nums',
})
const line = style({ display: 'flex', alignItems: 'baseline', gap: 8 })
const swatch = style({ width: 8, height: 8, borderRadius: 'sm', flexShrink: 0 })
