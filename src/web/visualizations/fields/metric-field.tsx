import { metricGroups } from '../../components/component-groups.ts'
import { ComponentPicker } from '../../components/component-picker.tsx'
import { texts } from '../../texts/index.ts'
import type { PanelContext } from '../visualization.ts'

interface MetricFieldProps {
  readonly label: string
  readonly context: PanelContext
  readonly value: string
  readonly onChange: (metric: string) => void
  /** Only metrics of the data, no calculated ones. */
  readonly isPlain?: boolean
}

export function MetricField({
  label,
  context,
  value,
  onChange,
  isPlain = false,
}: MetricFieldProps) {
  const groups = metricGroups(context.components).filter(
    ({ name }) => !isPlain || name !== texts.components.calculatedMetrics,
  )
  return <ComponentPicker label={label} groups={groups} value={value} onChange={onChange} />
}
