import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { splitDayAndTime } from './day-and-time.ts'
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
  const parts = splitDayAndTime(text)
  if (parts === null) return text
  const [day, time] = parts
  return (
    <>
      <span className={whole}>{day}</span> <span className={whole}>{time}</span>
    </>
  )
}

const whole = style({ whiteSpace: 'nowrap' })
