import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { DimensionField } from '../fields/dimension-field.tsx'
import { MetricField } from '../fields/metric-field.tsx'
import { NumberSetting } from '../fields/number-setting.tsx'
import type { SettingsProps } from '../visualization.ts'
import type { CategorySettings } from './category-settings.ts'

export const MOST_POINTS = 200

/** A dimension and a metric for each axis, and for the size where `settings` has a third. */
export function PointForm({ settings, onChange, context }: SettingsProps<CategorySettings>) {
  const labels = [texts.categories.x, texts.categories.y, texts.categories.size]
  return (
    <Controls>
      <DimensionField
        context={context}
        value={settings.dimension}
        onChange={(dimension) => onChange({ ...settings, dimension })}
      />
      {settings.metrics.map((metric, k) => (
        <MetricField
          key={labels[k]}
          label={labels[k] ?? ''}
          context={context}
          value={metric}
          onChange={(next) => onChange({ ...settings, metrics: settings.metrics.with(k, next) })}
        />
      ))}
      <NumberSetting
        label={texts.kinds.limit}
        value={settings.limit}
        least={1}
        most={MOST_POINTS}
        onChange={(limit) => onChange({ ...settings, limit })}
      />
    </Controls>
  )
}
