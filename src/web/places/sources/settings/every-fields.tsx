import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { TimeZonePicker } from '../../../components/time-zone-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { DurationField } from '../../connections/duration-field.tsx'
import type { Every } from '../source-document.ts'

interface EveryFieldsProps {
  readonly value: Every
  readonly onChange: (every: Every) => void
}

/** How often it is read: every so often, or by a calendar of a zone. */
export function EveryFields({ value, onChange }: EveryFieldsProps) {
  const t = texts.sources
  const calendar = typeof value === 'object' && 'cron' in value ? value : undefined
  return (
    <>
      <ChoicePicker
        label={t.schedule}
        value={calendar === undefined ? 'every' : 'calendar'}
        choices={t.schedules}
        onChange={(kind) =>
          onChange(kind === 'every' ? '1h' : { cron: '0 6 * * *', timeZone: ownZone() })
        }
      />
      {calendar === undefined ? (
        <DurationField
          label={t.every}
          value={value as Exclude<Every, { readonly cron: string }>}
          onChange={onChange}
        />
      ) : (
        <>
          <TextField
            label={texts.schedules.cron}
            size="S"
            value={calendar.cron}
            onChange={(cron) => onChange({ ...calendar, cron })}
            styles={style({ width: 208 })}
          />
          <TimeZonePicker
            label={texts.schedules.timeZone}
            value={calendar.timeZone ?? 'UTC'}
            onChange={(timeZone) => onChange({ ...calendar, timeZone })}
          />
        </>
      )}
    </>
  )
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
