import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

interface PartProps {
  readonly title: string
  readonly children: ReactNode
}

/** A part of a card under a quiet heading. */
export const Part = ({ title, children }: PartProps) => (
  <section aria-label={title} className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
    <h3 className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>{title}</h3>
    {children}
  </section>
)
