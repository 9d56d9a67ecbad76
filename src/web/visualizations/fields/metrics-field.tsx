import { metricGroups } from '../../components/component-groups.ts'
import { texts } from '../../texts/index.ts'
import type { PanelContext } from '../visualization.ts'
import { ComponentsField } from './components-field.tsx'

interface MetricsFieldProps {
  readonly label?: string
  readonly context: PanelContext
  readonly value: readonly string[]
  readonly onChange: (metrics: readonly string[]) => void
  readonly most: number
}

export function MetricsField({ label = texts.kinds.metrics, context, ...rest }: MetricsFieldProps) {
  return (
    <ComponentsField
      label={label}
      placeholder={texts.kinds.addMetric}
      groups={metricGroups(context.components)}
      context={context}
      {...rest}
    />
  )
}
