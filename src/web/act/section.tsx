import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** A titled part of what is told at the side. */
export const Section = ({ title, children }: SectionProps) => (
  <section aria-label={title} className={section}>
    <h3 className={heading}>{title}</h3>
    {children}
  </section>
)

const section = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  paddingTop: 12,
  borderTopWidth: 1,
  borderBottomWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  font: 'ui-sm',
  color: 'neutral',
  minWidth: 0,
  overflowWrap: 'anywhere',
})
const heading = style({ font: 'title-sm', margin: 0 })
