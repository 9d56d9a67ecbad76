import { parseDate } from '@internationalized/date'
import { DatePicker } from '@react-spectrum/s2/DatePicker'
import type { Hints } from './field-props.ts'

interface DayFieldProps extends Hints {
  readonly value: string
  readonly onChange: (day: string) => void
}

/** A calendar day. */
export const DayField = ({ value, onChange, ...hints }: DayFieldProps) => (
  <DatePicker
    {...hints}
    granularity="day"
    value={value === '' ? null : parseDate(value)}
    onChange={(day) => day !== null && onChange(day.toString())}
  />
)
