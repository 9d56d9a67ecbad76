import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Menu, MenuItem, MenuSection, MenuTrigger } from '@react-spectrum/s2/Menu'
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { lazy, Suspense } from 'react'
import type { DateRangeBounds } from '../../model/date-ranges.ts'
import type { Named } from '../../model/answers/data-views.ts'
import { texts } from '../texts/index.ts'
import { dayAfter } from './day-after.ts'

const CustomDates = lazy(async () => ({
  default: (await import('./custom-dates.tsx')).CustomDates,
}))

/** `all`, a preset's or date range's id, or dates with an exclusive end. */
export type RangeChoice = string | DateRangeBounds

interface DateRangeFieldProps {
  readonly value: RangeChoice
  readonly dateRanges: readonly Named[]
  /** The first and last day with data, where custom dates start. */
  readonly dataDays: { readonly start: string; readonly end: string }
  readonly onChange: (value: RangeChoice) => void
  readonly label?: string
  readonly isLabelHidden?: boolean
  /** Whether all data can be chosen. */
  readonly hasAll?: boolean
}

/** A range by name, or with dates of its own. */
export function DateRangeField({
  value,
  dateRanges,
  dataDays,
  onChange,
  label = texts.dates.dateRange,
  isLabelHidden = false,
  hasAll = true,
}: DateRangeFieldProps) {
  const isCustom = typeof value !== 'string'
  const choose = (key: string) =>
    onChange(key === 'custom' ? { start: dataDays.start, end: dayAfter(dataDays.end) } : key)
  return (
    <div className={style({ display: 'flex', alignItems: 'end', gap: 8, flexWrap: 'wrap' })}>
      <RangeMenu
        value={isCustom ? 'custom' : value}
        dateRanges={dateRanges}
        label={label}
        isLabelHidden={isLabelHidden}
        hasAll={hasAll}
        onChoose={choose}
      />
      {isCustom && (
        <Suspense>
          <CustomDates value={value} isLabelHidden={isLabelHidden} onChange={onChange} />
        </Suspense>
      )}
    </div>
  )
}

interface RangeMenuProps {
  readonly value: string
  readonly dateRanges: readonly Named[]
  readonly label: string
  readonly isLabelHidden: boolean
  readonly hasAll: boolean
  readonly onChoose: (id: string) => void
}

/** A menu, because a Spectrum picker as long as this one loses clicks that come soon after scrolling. */
export function RangeMenu(props: RangeMenuProps) {
  const { value, dateRanges, label, isLabelHidden, hasAll, onChoose } = props
  const own = dateRanges.length > 0 ? [{ name: texts.dates.ownRanges, choices: dateRanges }] : []
  const sections = [
    { name: label, choices: hasAll ? firstChoices : firstChoices.slice(1) },
    ...own,
    { name: texts.dates.presets, choices: presets },
  ]
  const chosen = sections.flatMap(({ choices }) => choices).find(({ id }) => id === value)
  return (
    <div className={style({ display: 'grid', gap: 4 })}>
      {!isLabelHidden && (
        <span aria-hidden="true" className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
          {label}
        </span>
      )}
      <MenuTrigger>
        <ActionButton
          size="S"
          aria-label={`${label}: ${chosen?.name ?? value}`}
          styles={style({ width: 176 })}
        >
          <span className={choice}>
            {chosen?.name ?? value}
            <ChevronDown />
          </span>
        </ActionButton>
        <Menu
          aria-label={label}
          size="S"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[value]}
          onSelectionChange={(keys) => {
            const [key] = keys
            if (key !== undefined) onChoose(String(key))
          }}
        >
          {sections.map(section)}
        </Menu>
      </MenuTrigger>
    </div>
  )
}

interface Section {
  readonly name: string
  readonly choices: readonly Named[]
}

const section = ({ name, choices }: Section) => (
  <MenuSection key={name} aria-label={name}>
    {choices.map((choice) => (
      <MenuItem key={choice.id} id={choice.id}>
        {choice.name}
      </MenuItem>
    ))}
  </MenuSection>
)

const choice = style({
  display: 'flex',
  width: 152,
  alignItems: 'center',
  justifyContent: 'space-between',
})

const firstChoices: readonly Named[] = [
  { id: 'all', name: texts.dates.allData },
  { id: 'custom', name: texts.dates.customRange },
]

const presets: readonly Named[] = Object.entries(texts.presets).map(([id, name]) => ({ id, name }))
