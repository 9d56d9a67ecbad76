import { parseDate } from '@internationalized/date'
import { DateRangePicker } from '@react-spectrum/s2/DateRangePicker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { DateRangeBounds } from '../../model/date-ranges.ts'
import { texts } from '../texts/index.ts'
import { dayAfter } from './day-after.ts'

interface CustomDatesProps {
  readonly value: DateRangeBounds
  readonly isLabelHidden: boolean
  readonly onChange: (value: DateRangeBounds) => void
}

/** People name the last day; ranges end where the next day starts. */
export function CustomDates({ value: { start, end }, isLabelHidden, onChange }: CustomDatesProps) {
  if (typeof start !== 'string' || typeof end !== 'string') return null
  return (
    <DateRangePicker
      {...(isLabelHidden ? { 'aria-label': texts.dates.dates } : { label: texts.dates.dates })}
      size="S"
      styles={style({ width: 256 })}
      value={{
        start: parseDate(start.slice(0, 10)),
        end: parseDate(end.slice(0, 10)).subtract({ days: 1 }),
      }}
      onChange={(range) =>
        range && onChange({ start: range.start.toString(), end: dayAfter(range.end.toString()) })
      }
    />
  )
}
