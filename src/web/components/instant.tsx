import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printInstant } from './figures.ts'

interface InstantProps {
  /** UTC milliseconds. */
  readonly at: number | null | undefined
}

/** An instant in a narrow column: the line breaks between the day and the time, and nowhere else. */
export function Instant({ at }: InstantProps) {
  const text = printInstant(at)
  const border = text.lastIndexOf(', ') + 1
  if (border === 0) return text
  return (
    <>
      <span className={whole}>{text.slice(0, border)}</span>{' '}
      <span className={whole}>{text.slice(border + 1)}</span>
    </>
  )
}

const whole = style({ whiteSpace: 'nowrap' })
