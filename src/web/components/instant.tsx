import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printInstant } from './figures.ts'

interface InstantProps {
  /** UTC milliseconds, or ISO 8601. */
  readonly at: number | string | null | undefined
  /** That of the browser without one. */
  readonly timeZone?: string | undefined
}

/** An instant in a table: the line breaks between the day and the time, and nowhere else. */
export function Instant({ at, timeZone }: InstantProps) {
  const text = printInstant(typeof at === 'string' ? Date.parse(at) : at, timeZone)
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
