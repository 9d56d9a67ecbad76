import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  /** What to do about it. */
  readonly children: ReactNode
}

/** What stands where there is nothing yet. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className={box}>
      <strong className={style({ font: 'title-sm' })}>{title}</strong>
      <div className={style({ font: 'ui', color: 'neutral-subdued' })}>{children}</div>
    </div>
  )
}

const box = style({
  display: 'grid',
  justifyItems: 'center',
  textAlign: 'center',
  gap: 8,
  padding: 32,
})
