import { Controls } from '../../components/controls.tsx'
import type { ReactNode } from 'react'
import { texts } from '../../texts/index.ts'
import { DimensionField } from '../fields/dimension-field.tsx'
import { MetricField } from '../fields/metric-field.tsx'
import { MetricsField } from '../fields/metrics-field.tsx'
import { NumberSetting } from '../fields/number-setting.tsx'
import type { SettingsProps } from '../visualization.ts'
import type { CategorySettings } from './category-settings.ts'

interface CategoryFormProps extends SettingsProps<CategorySettings> {
  readonly mostMetrics?: number
  readonly mostItems: number
  readonly children?: ReactNode
}

/** A dimension, one metric or several, and how many items. */
export function CategoryForm({
  settings,
  onChange,
  context,
  mostMetrics = 1,
  mostItems,
  children,
}: CategoryFormProps) {
  const change = (part: Partial<CategorySettings>) => onChange({ ...settings, ...part })
  return (
    <Controls>
      <DimensionField
        context={context}
        value={settings.dimension}
        onChange={(dimension) => change({ dimension })}
      />
      {mostMetrics === 1 ? (
        <MetricField
          label={texts.kinds.metric}
          context={context}
          value={settings.metrics[0] ?? ''}
          onChange={(metric) => change({ metrics: [metric] })}
        />
      ) : (
        <MetricsField
          context={context}
          value={settings.metrics}
          most={mostMetrics}
          onChange={(metrics) => change({ metrics })}
        />
      )}
      <NumberSetting
        label={texts.kinds.limit}
        value={settings.limit}
        least={1}
        most={mostItems}
        onChange={(limit) => change({ limit })}
      />
      {children}
    </Controls>
  )
}
