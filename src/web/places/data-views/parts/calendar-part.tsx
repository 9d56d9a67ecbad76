import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Card } from '../../../components/card.tsx'
import { TimeZonePicker } from '../../../components/time-zone-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { SettingField } from '../fields/setting-fields.tsx'
import { calendarSetting } from '../forms/calendar-form.ts'
import { useViewEditing } from '../view-context.ts'
import type { ViewDocument } from '../view-document.ts'

const words = texts.dataViewPage

/** The time zone and the calendar of every report. */
export function CalendarPart() {
  const { draft } = useViewEditing()
  const { document, change } = draft
  return (
    <Card title={words.partNames.calendar}>
      <div className={style({ display: 'grid', gap: 16, justifyItems: 'start' })}>
        <TimeZonePicker
          label={words.timeZone}
          value={document.timeZone ?? 'UTC'}
          onChange={(timeZone) => change({ timeZone })}
        />
        <SettingField
          setting={calendarSetting}
          value={document.calendar}
          onChange={(next) => change({ calendar: next as ViewDocument['calendar'] })}
        />
      </div>
    </Card>
  )
}
