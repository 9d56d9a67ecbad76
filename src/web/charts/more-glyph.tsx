import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Size } from './box.ts'
import type { ChartMark } from './mark.ts'

interface MoreGlyphProps {
  readonly mark: Pick<ChartMark, 'x' | 'y'>
  readonly size: Size
  /** On the mark itself, where it is large enough to stand on. */
  readonly isOnMark?: boolean
}

const WIDTH = 24
const HEIGHT = 16
const GAP = 6

/** The “…” above a mark that can be acted on; keys have Enter and Shift+F10 for it. */
export function MoreGlyph({ mark, size, isOnMark = false }: MoreGlyphProps) {
  const x = Math.min(Math.max(0, size.width - WIDTH), Math.max(0, mark.x - WIDTH / 2))
  const y = isOnMark ? mark.y - HEIGHT / 2 : besideMark(mark.y)
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

/** Above it, and below where there is no room. */
const besideMark = (y: number): number => (y - HEIGHT - GAP < 0 ? y + GAP : y - HEIGHT - GAP)

/** Whether an event is one of a “…”: it belongs to the mark that is shown, whatever lies below it. */
export const isOfMore = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-more]') !== null

const plate = style({ fill: 'gray-25', stroke: 'gray-300' })
