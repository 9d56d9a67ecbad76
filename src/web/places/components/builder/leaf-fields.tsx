import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type {
  Condition,
  DateRangeCondition,
  DimensionCondition,
  DistinctCountCondition,
  MetricCondition,
  SegmentCondition,
} from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { findName } from '../../../components/component-groups.ts'
import { ComponentLabels } from '../../../components/component-labels.tsx'
import { ComponentPicker } from '../../../components/component-picker.tsx'
import { DateRangeField } from '../../../components/date-range-field.tsx'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { isComparison, withItem, withNumber, withOperator } from './operand.ts'
import { setAt } from './tree.ts'
import { TopItems } from './top-items.tsx'
import { ValueField } from './value-field.tsx'

interface FieldsProps<C> {
  readonly condition: C
  readonly onChange: (condition: Condition) => void
}

export type Leaf =
  | DimensionCondition
  | MetricCondition
  | DistinctCountCondition
  | DateRangeCondition
  | SegmentCondition

/** The fields of a condition that has none inside it. */
export function LeafFields({ leaf, path }: { readonly leaf: Leaf; readonly path: Path }) {
  const { root, change } = useBuilder()
  const onChange = (condition: Condition) => change(setAt(root, path, condition))
  if ('segment' in leaf) return <SegmentFields condition={leaf} onChange={onChange} />
  if ('dateRange' in leaf) return <DateFields condition={leaf} onChange={onChange} />
  if ('metric' in leaf) return <MetricFields condition={leaf} onChange={onChange} />
  if ('distinctCount' in leaf) return <DistinctFields condition={leaf} onChange={onChange} />
  return <DimensionFields condition={leaf} onChange={onChange} />
}

function DimensionFields({ condition, onChange }: FieldsProps<DimensionCondition>) {
  const { components, dataView } = useBuilder()
  const { dimension, op, value, match } = condition
  const name = findName(components, dimension)
  return (
    <>
      <strong className={title}>{name}</strong>
      <ComponentLabels dataView={dataView} kind="dimension" id={dimension} />
      <ChoicePicker
        label={texts.builder.operator(name)}
        isLabelHidden
        value={op}
        choices={texts.builder.operators}
        onChange={(next) => onChange(withOperator(condition, next))}
      />
      {value !== undefined && (
        <ValueField
          dataView={dataView}
          dimension={dimension}
          name={name}
          value={value}
          isNumeric={isComparison(op)}
          onChange={(next) => onChange({ ...condition, value: next })}
        />
      )}
      <TopItems
        dataView={dataView}
        dimension={dimension}
        name={name}
        onTake={(item) => onChange(withItem(condition, item))}
      />
      <ChoicePicker
        label={texts.builder.match(name)}
        isLabelHidden
        value={match ?? 'repeating'}
        choices={texts.builder.matches}
        onChange={(next) => {
          const { match: _, ...rest } = condition
          onChange(next === 'repeating' ? rest : { ...rest, match: next })
        }}
      />
    </>
  )
}

function MetricFields({ condition, onChange }: FieldsProps<MetricCondition>) {
  const { components, dataView } = useBuilder()
  const { metric, op, value } = condition
  const name = findName(components, metric)
  return (
    <>
      <strong className={title}>{name}</strong>
      <ComponentLabels dataView={dataView} kind="metric" id={metric} />
      <ChoicePicker
        label={texts.builder.operator(name)}
        isLabelHidden
        value={op}
        choices={texts.builder.numbers}
        onChange={(next) => onChange({ metric, ...withNumber(next, value) })}
      />
      {value !== undefined && (
        <Amount
          label={texts.builder.number(name)}
          value={value}
          onChange={(next) => onChange({ ...condition, value: next })}
        />
      )}
    </>
  )
}

function DistinctFields({ condition, onChange }: FieldsProps<DistinctCountCondition>) {
  const { components, dataView } = useBuilder()
  const { dimension, distinctCount } = condition
  const name = texts.builder.adding.distinctOf(findName(components, dimension))
  return (
    <>
      <strong className={title}>{name}</strong>
      <ComponentLabels dataView={dataView} kind="dimension" id={dimension} />
      <ChoicePicker
        label={texts.builder.operator(name)}
        isLabelHidden
        value={distinctCount.op}
        choices={texts.builder.comparisons}
        onChange={(op) => onChange({ dimension, distinctCount: { ...distinctCount, op } })}
      />
      <Amount
        label={texts.builder.number(name)}
        value={distinctCount.value}
        onChange={(value) => onChange({ dimension, distinctCount: { ...distinctCount, value } })}
      />
    </>
  )
}

interface AmountProps {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

const Amount = ({ label, value, onChange }: AmountProps) => (
  <NumberField
    aria-label={label}
    size="S"
    hideStepper
    formatOptions={{ maximumFractionDigits: 20 }}
    value={value}
    onChange={(next) => Number.isFinite(next) && next !== value && onChange(next)}
    styles={style({ width: 80 })}
  />
)

function DateFields({ condition: { dateRange }, onChange }: FieldsProps<DateRangeCondition>) {
  const { components, dataDays } = useBuilder()
  return (
    <>
      <span className={quiet}>{texts.builder.inDates}</span>
      <DateRangeField
        label={texts.builder.dates}
        isLabelHidden
        hasAll={false}
        value={dateRange}
        dateRanges={components.dateRanges}
        dataDays={dataDays}
        onChange={(next) => onChange({ dateRange: next })}
      />
    </>
  )
}

function SegmentFields({ condition: { segment }, onChange }: FieldsProps<SegmentCondition>) {
  const { components, dataView } = useBuilder()
  const isKnown = components.segments.some(({ id }) => id === segment)
  const choices = isKnown
    ? components.segments
    : [{ id: segment, name: segment }, ...components.segments]
  return (
    <>
      <span className={quiet}>{texts.builder.ofSegment}</span>
      <ComponentPicker
        label={texts.builder.segment}
        groups={[{ name: texts.components.segments, choices }]}
        value={segment}
        onChange={(id) => onChange({ segment: id })}
      />
      <ComponentLabels dataView={dataView} kind="segment" id={segment} />
    </>
  )
}

const title = style({ font: 'ui-sm', fontWeight: 'bold', color: 'neutral' })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued' })
