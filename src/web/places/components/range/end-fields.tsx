import { parseDate } from '@internationalized/date'
import { DatePicker } from '@react-spectrum/s2/DatePicker'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import type { DateRangePreview } from '../../../../model/answers/previews.ts'
import type { RangeEnd, RollingInstant } from '../../../../model/date-ranges.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { Controls } from '../../../components/controls.tsx'
import { texts } from '../../../texts/index.ts'
import {
  asKind,
  dayOfEnd,
  endOfDay,
  kindOfEnd,
  shiftOf,
  type Side,
  withShift,
} from './range-document.ts'

interface EndFieldsProps {
  readonly side: Side
  readonly value: RangeEnd
  /** What the range covers now, for an end of another kind. */
  readonly days: Pick<DateRangePreview, 'firstDay' | 'lastDay'>
  readonly onChange: (end: RangeEnd) => void
}

/** One end of a range: a day, a moment, or an edge of a unit of the calendar that moves with the date. */
export function EndFields({ side, value, days, onChange }: EndFieldsProps) {
  const label = texts.range[side]
  return (
    <div role="group" aria-label={label}>
      <Controls>
        <ChoicePicker
          label={label}
          value={kindOfEnd(value, side)}
          choices={texts.range.kinds[side]}
          onChange={(kind) => onChange(asKind(value, kind, side, days))}
        />
        {typeof value === 'string' ? (
          <FixedField side={side} value={value} onChange={onChange} />
        ) : (
          <RollingFields value={value} onChange={onChange} />
        )}
      </Controls>
    </div>
  )
}

interface FixedFieldProps extends Pick<EndFieldsProps, 'side' | 'onChange'> {
  readonly value: string
}

function FixedField({ side, value, onChange }: FixedFieldProps) {
  const day = dayOfEnd(value, side)
  if (day === undefined) {
    return (
      <TextField
        label={texts.range.moment[side]}
        description={texts.range.momentHint}
        size="S"
        value={value}
        onChange={onChange}
        styles={style({ width: 320 })}
      />
    )
  }
  return (
    <DatePicker
      label={texts.range.day[side]}
      size="S"
      value={parseDate(day)}
      onChange={(next) => next && onChange(endOfDay(next.toString(), side))}
    />
  )
}

interface RollingFieldsProps {
  readonly value: RollingInstant
  readonly onChange: (end: RollingInstant) => void
}

function RollingFields({ value, onChange }: RollingFieldsProps) {
  const isStart = 'startOf' in value
  const shift = shiftOf(value)
  const move = (part: Partial<typeof shift>) => onChange(withShift(value, { ...shift, ...part }))
  return (
    <>
      <ChoicePicker
        label={texts.range.unit}
        value={isStart ? value.startOf : value.endOf}
        choices={texts.range.units}
        onChange={(unit) =>
          onChange(isStart ? { ...value, startOf: unit } : { ...value, endOf: unit })
        }
      />
      <ChoicePicker
        label={texts.range.shift}
        value={shift.to}
        choices={texts.range.shifts}
        onChange={(to) => move({ to, count: shift.count || 1 })}
      />
      {shift.to !== 'exactly' && (
        <>
          <NumberField
            label={texts.range.count}
            size="S"
            minValue={0}
            step={1}
            value={shift.count}
            onChange={(count) => Number.isInteger(count) && move({ count })}
            styles={style({ width: 96 })}
          />
          <ChoicePicker
            label={texts.range.countUnit}
            value={shift.unit}
            choices={texts.range.countUnits}
            onChange={(unit) => move({ unit })}
          />
        </>
      )}
    </>
  )
}
