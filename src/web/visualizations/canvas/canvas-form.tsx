import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { metricGroups } from '../../components/component-groups.ts'
import { ComponentPicker } from '../../components/component-picker.tsx'
import { texts } from '../../texts/index.ts'
import { MetricField } from '../fields/metric-field.tsx'
import type { SettingsProps } from '../visualization.ts'
import type { CanvasSettings } from './canvas-settings.ts'
import { MOST_NODES } from './edit-canvas.ts'
import { NodeAdder } from './node-adder.tsx'
import { NodeForm } from './node-form.tsx'

const NONE = '-'

/** What is counted, and the steps with all that belongs to each. */
export function CanvasForm(change: SettingsProps<CanvasSettings>) {
  const { settings, onChange, context } = change
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <ChoicePicker
        label={texts.fallout.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => onChange({ ...settings, container })}
      />
      <MetricField
        label={texts.kinds.metric}
        context={context}
        value={settings.metric}
        onChange={(metric) => onChange({ ...settings, metric })}
      />
      <ComponentPicker
        label={texts.canvas.secondary}
        groups={[
          { name: texts.kinds.nothing, choices: [{ id: NONE, name: texts.kinds.none }] },
          ...metricGroups(context.components),
        ]}
        value={settings.secondaryMetric ?? NONE}
        onChange={(id) => onChange({ ...settings, secondaryMetric: id === NONE ? null : id })}
      />
      <ChoicePicker
        label={texts.canvas.percent}
        value={settings.percent}
        choices={texts.canvas.percentages}
        onChange={(percent) => onChange({ ...settings, percent })}
      />
      {settings.nodes.length < MOST_NODES ? (
        <NodeAdder {...change} />
      ) : (
        <p className={note}>{texts.canvas.most(MOST_NODES)}</p>
      )}
      {settings.nodes.length > 0 && (
        <ol aria-label={texts.canvas.steps} className={list}>
          {settings.nodes.map((node) => (
            <li key={node.id}>
              <NodeForm node={node} {...change} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const list = style({ display: 'grid', gap: 12, margin: 0, padding: 0, listStyleType: 'none' })
