import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Size } from './box.ts'
import type { ChartMark } from './mark.ts'

interface MoreGlyphProps {
  readonly mark: Pick<ChartMark, 'x' | 'y'>
  readonly size: Size
}

const WIDTH = 24
const HEIGHT = 16
const GAP = 6

/** The “…” above a mark that can be acted on; keys have Enter and Shift+F10 for it. */
export function MoreGlyph({ mark, size }: MoreGlyphProps) {
  const x = Math.min(Math.max(0, size.width - WIDTH), Math.max(0, mark.x - WIDTH / 2))
  const above = mark.y - HEIGHT - GAP
  const y = above < 0 ? mark.y + GAP : above
  return (
    <g data-more aria-hidden="true" style={{ cursor: 'pointer' }}>
      <rect x={x} y={y} width={WIDTH} height={HEIGHT} rx="4" className={plate} />
      {[-5, 0, 5].map((step) => (
        <circle
          key={step}
          cx={x + WIDTH / 2 + step}
          cy={y + HEIGHT / 2}
          r="1.5"
          className={style({ fill: 'gray-900' })}
        />
      ))}
    </g>
  )
}

const plate = style({ fill: 'gray-25', stroke: 'gray-300' })
