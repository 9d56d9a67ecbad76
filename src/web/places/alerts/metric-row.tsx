import { NumberField } from '@react-spectrum/s2/NumberField'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import {
  type AlertComparison,
  alertConfidences,
  type AlertUnit,
  comparisonsOf,
} from '../../../model/alert-words.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { findName, metricGroups } from '../../components/component-groups.ts'
import { ComponentPicker } from '../../components/component-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { texts } from '../../texts/index.ts'
import { type AlertMetric, type AlertWhen, beginWhen } from './alert-draft.ts'

interface MetricRowProps {
  readonly metric: AlertMetric
  readonly granularity: AlertUnit
  readonly components: ComponentList
  readonly onChange: (metric: AlertMetric) => void
  readonly onRemove: () => void
}

/** A metric, and when it is worth telling. */
export function MetricRow({ metric, granularity, components, onChange, onRemove }: MetricRowProps) {
  const { when } = metric
  const name = findName(components, metric.metric)
  const set = (next: AlertWhen) => onChange({ ...metric, when: next })
  return (
    <div role="group" aria-label={name} className={row}>
      <Controls>
        <ComponentPicker
          label={texts.alerts.metric}
          groups={metricGroups(components)}
          value={metric.metric}
          onChange={(id) => onChange({ ...metric, metric: id })}
        />
        <ChoicePicker
          label={texts.alerts.condition}
          value={when.kind}
          choices={texts.alerts.conditions}
          onChange={(kind) => set(beginWhen(kind))}
        />
        <WhenFields when={when} granularity={granularity} onChange={set} />
        <IconButton command={{ name: texts.alerts.remove(name), run: onRemove }}>
          <Close />
        </IconButton>
      </Controls>
    </div>
  )
}

interface WhenFieldsProps {
  readonly when: AlertWhen
  readonly granularity: AlertUnit
  readonly onChange: (when: AlertWhen) => void
}

function WhenFields({ when, granularity, onChange }: WhenFieldsProps) {
  switch (when.kind) {
    case 'anomaly':
      return <AnomalyFields when={when} onChange={onChange} />
    case 'at-least':
    case 'at-most':
      return (
        <Amount
          label={texts.alerts.value}
          value={when.value}
          onChange={(value) => onChange({ ...when, value })}
        />
      )
    case 'change':
      return <ChangeFields when={when} granularity={granularity} onChange={onChange} />
    default:
      return when satisfies never
  }
}

type Of<K extends AlertWhen['kind']> = Extract<AlertWhen, { kind: K }>

function AnomalyFields({
  when,
  onChange,
}: {
  readonly when: Of<'anomaly'>
  readonly onChange: (when: AlertWhen) => void
}) {
  const { direction = 'either', confidence = 95 } = when
  return (
    <>
      <ChoicePicker
        label={texts.alerts.side}
        value={direction}
        choices={texts.alerts.anomalySides}
        onChange={(next) => onChange({ ...when, direction: next })}
      />
      <ChoicePicker
        label={texts.alerts.confidence}
        value={String(confidence)}
        choices={Object.fromEntries(
          alertConfidences.map((percent) => [`${percent}`, texts.alerts.confidences(percent)]),
        )}
        onChange={(next) => {
          const found = alertConfidences.find((percent) => String(percent) === next)
          if (found !== undefined) onChange({ ...when, confidence: found })
        }}
      />
    </>
  )
}

function ChangeFields({
  when,
  granularity,
  onChange,
}: {
  readonly when: Of<'change'>
  readonly granularity: AlertUnit
  readonly onChange: (when: AlertWhen) => void
}) {
  const { direction = 'either', comparedWith = 'previous-period' } = when
  const choices = comparisonsOf[granularity].map((each) => [each, texts.alerts.comparisons[each]])
  return (
    <>
      <Amount
        label={texts.alerts.percent}
        value={when.percent}
        least={0.1}
        onChange={(percent) => onChange({ ...when, percent })}
      />
      <ChoicePicker
        label={texts.alerts.side}
        value={direction}
        choices={texts.alerts.changeSides}
        onChange={(next) => onChange({ ...when, direction: next })}
      />
      <ChoicePicker
        label={texts.alerts.comparedWith}
        value={comparedWith}
        choices={Object.fromEntries(choices) as Partial<Record<AlertComparison, string>>}
        onChange={(next) => onChange({ ...when, comparedWith: next })}
      />
    </>
  )
}

interface AmountProps {
  readonly label: string
  readonly value: number
  readonly least?: number
  readonly onChange: (value: number) => void
}

const Amount = ({ label, value, least, onChange }: AmountProps) => (
  <NumberField
    label={label}
    size="S"
    value={value}
    {...(least !== undefined && { minValue: least })}
    onChange={(next) => Number.isFinite(next) && onChange(next)}
    styles={style({ width: 112 })}
  />
)

const row = style({
  borderTopWidth: 0,
  borderXWidth: 0,
  borderBottomWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  paddingBottom: 12,
  minWidth: 0,
})
