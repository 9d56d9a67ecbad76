import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

interface CardProps {
  readonly title: string
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A titled area on the page. */
export function Card({ title, actions, children }: CardProps) {
  return (
    <section aria-label={title} className={card}>
      <div className={head}>
        <h2 className={style({ font: 'title', margin: 0, flexGrow: 1 })}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

const card = style({
  display: 'grid',
  gap: 16,
  padding: 20,
  minWidth: 0,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'lg',
  alignContent: 'start',
})
const head = style({ display: 'flex', alignItems: 'center', gap: 8, minHeight: 32 })
