import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface MoreDotsProps {
  /** Whether what it belongs to is pointed at. */
  readonly isShown: boolean
  /** Where there is room beside its text. */
  readonly side?: 'start' | 'end' | 'after'
}

/** The “…” of something that can be acted on. It lies above what is there, so that nothing moves. */
export const MoreDots = ({ isShown, side = 'after' }: MoreDotsProps) =>
  isShown && (
    <span aria-hidden="true" className={dots({ side })}>
      ⋯
    </span>
  )

const dots = style({
  position: 'absolute',
  insetStart: { side: { start: 0, after: 'full' } },
  insetEnd: { side: { end: 0 } },
  zIndex: 1,
  top: 0,
  bottom: 0,
  display: 'flex',
  alignItems: 'center',
  paddingX: 4,
  font: 'ui-sm',
  color: 'neutral',
  backgroundColor: 'gray-100',
  borderRadius: 'sm',
  pointerEvents: 'none',
})
