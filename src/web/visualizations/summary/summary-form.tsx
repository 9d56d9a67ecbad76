import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { MetricField } from '../fields/metric-field.tsx'
import { ToggleSetting } from '../fields/toggle-setting.tsx'
import type { SettingsProps } from '../visualization.ts'
import type { SummarySettings } from './summary-settings.ts'

export function SummaryForm({ settings, onChange, context }: SettingsProps<SummarySettings>) {
  const change = (part: Partial<SummarySettings>) => onChange({ ...settings, ...part })
  const t = texts.summary
  return (
    <Controls>
      <MetricField
        label={texts.kinds.metric}
        context={context}
        value={settings.metric}
        onChange={(metric) => change({ metric })}
      />
      <ChoicePicker
        label={t.show}
        value={settings.show}
        choices={t.shows}
        onChange={(show) => change({ show })}
      />
      <ToggleSetting
        label={t.sparkline}
        value={settings.hasCourse}
        onChange={(hasCourse) => change({ hasCourse })}
      />
      {settings.hasCourse && (
        <ChoicePicker
          label={texts.kinds.interval}
          value={settings.interval}
          choices={texts.keyMetric.intervals}
          onChange={(interval) => change({ interval })}
        />
      )}
    </Controls>
  )
}
