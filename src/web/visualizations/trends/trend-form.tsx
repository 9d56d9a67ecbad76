import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { SegmentPicker } from '../../components/segment-picker.tsx'
import { texts } from '../../texts/index.ts'
import { OptionalDimensionField } from '../fields/dimension-field.tsx'
import { MetricsField } from '../fields/metrics-field.tsx'
import { NumberSetting } from '../fields/number-setting.tsx'
import { ToggleSetting } from '../fields/toggle-setting.tsx'
import type { SettingsProps } from '../visualization.ts'
import type { Note, TrendSettings } from './trend-settings.ts'

interface TrendFormProps extends SettingsProps<TrendSettings> {
  readonly hasStacking?: boolean
}

export function TrendForm({ settings, onChange, context, hasStacking = false }: TrendFormProps) {
  const change = (part: Partial<TrendSettings>) => onChange({ ...settings, ...part })
  const t = texts.trends
  return (
    <Controls>
      <MetricsField
        context={context}
        value={settings.metrics}
        most={5}
        onChange={(metrics) => change({ metrics })}
      />
      <ChoicePicker
        label={texts.kinds.interval}
        value={settings.interval}
        choices={texts.keyMetric.intervals}
        onChange={(interval) => change({ interval })}
      />
      <OptionalDimensionField
        label={texts.kinds.breakdown}
        context={context}
        value={settings.breakdown}
        onChange={(breakdown) => change({ breakdown })}
      />
      {settings.breakdown !== null && (
        <NumberSetting
          label={texts.kinds.limit}
          value={settings.limit}
          least={1}
          most={8}
          onChange={(limit) => change({ limit })}
        />
      )}
      <SegmentPicker
        label={texts.kinds.compareSegments}
        components={context.components}
        value={settings.compare}
        onChange={(compare) => change({ compare: compare.slice(0, 5) })}
      />
      {hasStacking && (
        <ChoicePicker
          label={t.stacking}
          value={settings.stacking}
          choices={t.stackings}
          onChange={(stacking) => change({ stacking })}
        />
      )}
      <ChoicePicker
        label={t.trendLine}
        value={settings.trendLine}
        choices={texts.keyMetric.trendLines}
        onChange={(trendLine) => change({ trendLine })}
      />
      {settings.breakdown === null && settings.compare.length === 0 && (
        <NumberSetting
          label={t.forecast}
          value={settings.forecast}
          least={0}
          most={366}
          onChange={(forecast) => change({ forecast })}
        />
      )}
      <ToggleSetting
        label={t.anomalies}
        value={settings.anomalies}
        onChange={(anomalies) => change({ anomalies })}
      />
      <NotesField value={settings.notes} onChange={(notes) => change({ notes })} />
    </Controls>
  )
}

interface NotesFieldProps {
  readonly value: readonly Note[]
  readonly onChange: (notes: readonly Note[]) => void
}

/** What happened when; a flag in the chart for each. */
function NotesField({ value, onChange }: NotesFieldProps) {
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const t = texts.trends
  return (
    <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })}>
      <TextField
        label={t.noteDate}
        placeholder="2026-11-12"
        size="S"
        value={date}
        onChange={setDate}
        styles={style({ width: 128 })}
      />
      <TextField
        label={t.note}
        size="S"
        value={name}
        onChange={setName}
        styles={style({ width: 176 })}
      />
      <ActionButton
        size="S"
        isDisabled={date.trim() === '' || name.trim() === ''}
        onPress={() => {
          onChange([...value, { date: date.trim(), name: name.trim() }])
          setDate('')
          setName('')
        }}
      >
        {t.addNote}
      </ActionButton>
      {value.length > 0 && (
        <TagGroup
          aria-label={t.notes}
          size="S"
          items={value.map((note, k) => ({ id: String(k), text: `${note.date}: ${note.name}` }))}
          onRemove={(keys) => onChange(value.filter((_, k) => !keys.has(String(k))))}
        >
          {({ id, text }) => <Tag id={id}>{text}</Tag>}
        </TagGroup>
      )}
    </div>
  )
}
