import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { memo } from 'react'
import type { ChartMark } from './mark.ts'

interface MarkShapeProps {
  readonly mark: ChartMark
  /** The one that Tab goes to. */
  readonly isCurrent: boolean
}

/** A mark for keyboard and screen reader; what is seen of it is its ring when it has the focus. */
export const MarkShape = memo(function MarkShape({ mark, isCurrent }: MarkShapeProps) {
  const { name, ring, x, y, onAct } = mark
  const role =
    onAct === undefined ? { role: 'img' } : { role: 'button', 'aria-haspopup': 'menu' as const }
  return (
    <g {...role} aria-label={name} tabIndex={isCurrent ? 0 : -1} className={focusable}>
      {ring === undefined ? (
        <circle cx={x} cy={y} r="6" className={shape} />
      ) : (
        <rect {...ring} rx="3" className={shape} />
      )}
    </g>
  )
})

const focusable = style({
  outlineStyle: 'none',
  opacity: { default: 0, ':focus': 1 },
})
const shape = style({ fill: 'none', stroke: 'blue-800', strokeWidth: 2 })
