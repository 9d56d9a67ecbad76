import { parseDate } from '@internationalized/date'
import { RangeCalendar } from '@react-spectrum/s2/RangeCalendar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { DateRangePreview } from '../../../../model/answers/previews.ts'
import type { DateRangeBounds } from '../../../../model/date-ranges.ts'
import type { DataViewDocument } from '../../../api/index.ts'
import { texts } from '../../../texts/index.ts'
import { dayOfEnd, endOfDay } from './range-document.ts'

interface RangeDaysProps {
  readonly bounds: DateRangeBounds
  readonly preview: DateRangePreview
  readonly calendar: DataViewDocument['calendar']
  readonly onChange: (bounds: DateRangeBounds) => void
}

/** The days that a range covers now; those of fixed days can be chosen here. */
export function RangeDays({ bounds, preview, calendar, onChange }: RangeDaysProps) {
  const { firstDay, lastDay } = preview
  const isFixed =
    dayOfEnd(bounds.start, 'start') !== undefined && dayOfEnd(bounds.end, 'end') !== undefined
  const [shown, setShown] = useState({ of: '', day: parseDate(lastDay) })
  // A range that is changed by its fields is shown with its last day.
  if (shown.of !== lastDay) setShown({ of: lastDay, day: parseDate(lastDay) })
  return (
    <div className={style({ display: 'grid', gap: 8, overflowX: 'auto', minWidth: 0 })}>
      <RangeCalendar
        aria-label={texts.range.calendar}
        isReadOnly={!isFixed}
        firstDayOfWeek={firstDayOfWeek(calendar)}
        value={{ start: parseDate(firstDay), end: parseDate(lastDay) }}
        focusedValue={shown.day}
        onFocusChange={(day) => setShown({ of: lastDay, day: parseDate(day.toString()) })}
        onChange={({ start, end }) =>
          onChange({
            start: endOfDay(start.toString(), 'start'),
            end: endOfDay(end.toString(), 'end'),
          })
        }
      />
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {isFixed ? texts.range.fixedHint : texts.range.rollingHint}
      </p>
    </div>
  )
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

function firstDayOfWeek(calendar: RangeDaysProps['calendar']): (typeof weekdays)[number] {
  if (calendar !== undefined && 'firstDayOfYear' in calendar) {
    return weekdays[new Date(calendar.firstDayOfYear).getUTCDay()] ?? 'mon'
  }
  const name = calendar?.firstDayOfWeek ?? 'monday'
  return weekdays.find((day) => name.startsWith(day)) ?? 'mon'
}
