import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { OptionalDimensionField } from '../fields/dimension-field.tsx'
import { MetricField } from '../fields/metric-field.tsx'
import { MetricsField } from '../fields/metrics-field.tsx'
import { NumberSetting } from '../fields/number-setting.tsx'
import { TouchField } from '../fields/touch-field.tsx'
import type { SettingsProps } from '../visualization.ts'
import type { MediaKind, MediaSettings } from './media-settings.ts'

interface MediaFormProps extends SettingsProps<MediaSettings> {
  readonly kind: MediaKind
}

export function MediaForm({ kind, settings, onChange, context }: MediaFormProps) {
  const change = (part: Partial<MediaSettings>) => onChange({ ...settings, ...part })
  const t = texts.analyses.media
  return (
    <Controls>
      <ChoicePicker
        label={t.granularity}
        value={settings.granularity}
        choices={t.granularities}
        onChange={(granularity) => change({ granularity })}
      />
      <OptionalDimensionField
        label={texts.kinds.breakdown}
        context={context}
        value={settings.breakdown}
        onChange={(breakdown) => change({ breakdown })}
      />
      {kind === 'concurrent-viewers' && (
        <TouchField
          label={t.viewing}
          context={context}
          value={settings.where}
          onChange={(where) => change({ where })}
        />
      )}
      {kind === 'playback-time' && (
        <MetricsField
          label={t.metrics}
          context={context}
          value={settings.metrics}
          most={3}
          onChange={(metrics) => change({ metrics })}
        />
      )}
      {kind === 'average-minute-audience' && (
        <>
          <MetricField
            label={t.timeSpent}
            context={context}
            value={settings.metrics[0] ?? ''}
            isPlain
            onChange={(metric) => change({ metrics: [metric] })}
          />
          <NumberSetting
            label={t.videoLength}
            value={settings.videoLengthSeconds}
            least={0}
            onChange={(videoLengthSeconds) => change({ videoLengthSeconds })}
          />
        </>
      )}
    </Controls>
  )
}
