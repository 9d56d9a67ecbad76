import { parseDate } from '@internationalized/date'
import { DateRangePicker } from '@react-spectrum/s2/DateRangePicker'
import { Picker, PickerItem, PickerSection, Header, Heading } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { DateRangeBounds } from '../../model/date-ranges.ts'
import type { Named } from '../api/index.ts'
import { texts } from '../texts.ts'

/** `all`, a preset's or date range's id, or dates with an exclusive end. */
export type RangeChoice = string | DateRangeBounds

interface DateRangeFieldProps {
  readonly value: RangeChoice
  readonly dateRanges: readonly Named[]
  /** The first and last day with data, where custom dates start. */
  readonly dataDays: { readonly start: string; readonly end: string }
  readonly onChange: (value: RangeChoice) => void
}

/** A range by name, or with dates of its own. */
export function DateRangeField({ value, dateRanges, dataDays, onChange }: DateRangeFieldProps) {
  const isCustom = typeof value !== 'string'
  const choose = (key: string) =>
    onChange(key === 'custom' ? { start: dataDays.start, end: dayAfter(dataDays.end) } : key)
  return (
    <div className={style({ display: 'flex', alignItems: 'end', gap: 8, flexWrap: 'wrap' })}>
      <Picker
        label={texts.explore.dateRange}
        size="S"
        value={isCustom ? 'custom' : value}
        onChange={(key) => key !== null && choose(String(key))}
        styles={style({ width: 176 })}
      >
        <PickerItem id="all">{texts.explore.allData}</PickerItem>
        <PickerItem id="custom">{texts.explore.customRange}</PickerItem>
        {section(texts.explore.presets, presets)}
        {dateRanges.length > 0 ? section(texts.explore.ownRanges, dateRanges) : null}
      </Picker>
      {isCustom && <CustomDates value={value} onChange={onChange} />}
    </div>
  )
}

const section = (name: string, choices: readonly Named[]) => (
  <PickerSection id={name}>
    <Header>
      <Heading>{name}</Heading>
    </Header>
    {choices.map((choice) => (
      <PickerItem key={choice.id} id={choice.id}>
        {choice.name}
      </PickerItem>
    ))}
  </PickerSection>
)

const presets: readonly Named[] = Object.entries(texts.presets).map(([id, name]) => ({ id, name }))

interface CustomDatesProps {
  readonly value: DateRangeBounds
  readonly onChange: (value: DateRangeBounds) => void
}

/** People name the last day; ranges end where the next day starts. */
function CustomDates({ value: { start, end }, onChange }: CustomDatesProps) {
  if (typeof start !== 'string' || typeof end !== 'string') return null
  return (
    <DateRangePicker
      label={texts.explore.dates}
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

const dayAfter = (day: string): string => parseDate(day.slice(0, 10)).add({ days: 1 }).toString()
