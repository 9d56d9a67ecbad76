import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import type { ValueRule } from '../../../../model/component-settings.ts'
import type { OperandValue, OperatorName, Scalar } from '../../../../model/operators.ts'
import { texts } from '../../../texts/index.ts'
import { stayNear } from '../../../components/stay-near.ts'
import { isComparison, readScalar, withOperator } from '../../components/builder/operand.ts'

const words = texts.dataViewSettings.filter

interface RulesFieldProps {
  readonly label: string
  readonly value: readonly ValueRule[]
  readonly onChange: (rules: readonly ValueRule[]) => void
}

/** Tests of a value, a line each; the last one stays. */
export const RulesField = ({ label, value, onChange }: RulesFieldProps) => (
  <fieldset aria-label={label} className={list}>
    {value.map((rule, index) => (
      <RuleLine
        key={`${index} of ${value.length}`}
        rule={rule}
        place={index + 1}
        onChange={(next) => onChange(value.map((each, k) => (k === index ? next : each)))}
        {...(value.length > 1 && { onRemove: () => onChange(value.filter((_, k) => k !== index)) })}
      />
    ))}
    <ActionButton
      size="S"
      onPress={() => onChange([...value, { op: 'equals', value: '' }])}
      styles={style({ justifySelf: 'start' })}
    >
      {words.rules.add}
    </ActionButton>
  </fieldset>
)

interface RuleLineProps {
  readonly rule: ValueRule
  /** From 1. */
  readonly place: number
  readonly onChange: (rule: ValueRule) => void
  readonly onRemove?: () => void
}

const RuleLine = ({ rule, place, onChange, onRemove }: RuleLineProps) => (
  <div className={line}>
    <Picker
      aria-label={`${words.rules.rule} ${place}: ${words.op.label}`}
      size="S"
      value={rule.op}
      onChange={(op) => op !== null && onChange(withOperator(rule, op as OperatorName))}
      styles={style({ width: 176 })}
    >
      {Object.entries(texts.builder.operators).map(([op, name]) => (
        <PickerItem key={op} id={op}>
          {name}
        </PickerItem>
      ))}
    </Picker>
    {rule.value !== undefined && (
      <OperandField
        label={`${words.rules.rule} ${place}`}
        value={rule.value}
        isNumeric={isComparison(rule.op)}
        onChange={(value) => onChange({ ...rule, value })}
      />
    )}
    {onRemove !== undefined && (
      <ActionButton
        size="S"
        isQuiet
        aria-label={`${words.rules.remove} ${place}`}
        onPress={({ target }) => stayNear(target, onRemove)}
      >
        ✕
      </ActionButton>
    )}
  </div>
)

interface OperandFieldProps {
  readonly label: string
  readonly value: OperandValue
  readonly isNumeric: boolean
  readonly onChange: (value: OperandValue) => void
}

function OperandField({ label, value, isNumeric, onChange }: OperandFieldProps) {
  if (Array.isArray(value)) return <ListField label={label} value={value} onChange={onChange} />
  const before = value as Scalar
  return (
    <TextField
      aria-label={`${label}: ${words.value.label}`}
      size="S"
      value={String(before)}
      onChange={(text) => onChange(readScalar(text, before, isNumeric))}
      styles={style({ width: 160 })}
    />
  )
}

interface ListFieldProps {
  readonly label: string
  readonly value: readonly Scalar[]
  readonly onChange: (value: Scalar[]) => void
}

/** A value on each line, of the type that it had at its place. */
function ListField({ label, value, onChange }: ListFieldProps) {
  const [text, setText] = useState(value.join('\n'))
  return (
    <TextArea
      label={`${label}: ${words.values.label}`}
      description={words.values.help}
      size="S"
      value={text}
      onChange={(next) => {
        setText(next)
        const lines = next.split('\n').filter((each) => each !== '')
        onChange(lines.map((each, k) => readScalar(each, value[k] ?? '', false)))
      }}
      styles={style({ width: 'full' })}
    />
  )
}

const list = style({
  display: 'grid',
  gap: 8,
  margin: 0,
  padding: 0,
  borderWidth: 0,
  minWidth: 0,
})
const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
