import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { OperandValue, Scalar } from '../../../../model/operators.ts'
import { useEmptied } from '../../../components/use-emptied.ts'
import { texts } from '../../../texts/index.ts'
import { readScalar } from '../../components/builder/operand.ts'
import { useCard } from '../card-context.ts'

interface OperandFieldProps {
  /** Of what is tested. */
  readonly name: string
  readonly value: OperandValue
  /** Whether what is typed is a number where it can be one. */
  readonly isNumeric: boolean
  readonly isInvalid: boolean
  /** The input whose items are suggested. */
  readonly items: unknown
  readonly onChange: (value: OperandValue) => void
}

/** What a value is tested against: one, or several. */
export function OperandField(props: OperandFieldProps) {
  const { name, value, onChange } = props
  if (!Array.isArray(value)) return <OneOperand {...props} value={value as Scalar} />
  return (
    <span className={style({ display: 'flex', flexWrap: 'wrap', gap: 4, alignItems: 'center' })}>
      {value.length > 0 && (
        <TagGroup
          aria-label={texts.derivedFields.values(name)}
          size="S"
          items={value.map((each, i) => ({ id: `${i}`, text: String(each) }))}
          onRemove={(keys) => onChange(value.filter((_, i) => !keys.has(`${i}`)))}
        >
          {({ id, text }) => <Tag id={id}>{text}</Tag>}
        </TagGroup>
      )}
      <AddOperand {...props} onAdd={(added) => onChange([...value, added])} />
    </span>
  )
}

function OneOperand(props: OperandFieldProps & { readonly value: Scalar }) {
  const { name, value, isNumeric, isInvalid, items, onChange } = props
  const [text, setText] = useState(String(value))
  const choices = useSuggestions(items)
  const shown = readScalar(text, value, isNumeric) === value ? text : String(value)
  const write = (typed: string) => {
    setText(typed)
    const next = readScalar(typed, value, isNumeric)
    if (next !== value) onChange(next)
  }
  return (
    <ComboBox
      aria-label={texts.derivedFields.value(name)}
      size="S"
      allowsCustomValue
      isInvalid={isInvalid}
      placeholder={texts.derivedFields.typeValue}
      items={choices}
      inputValue={shown}
      onInputChange={write}
      onSelectionChange={(key) => key !== null && write(String(key))}
      styles={style({ width: { default: 128, sm: 176 } })}
    >
      {({ id }) => <ComboBoxItem id={id}>{id}</ComboBoxItem>}
    </ComboBox>
  )
}

function AddOperand(props: OperandFieldProps & { readonly onAdd: (value: Scalar) => void }) {
  const { name, isNumeric, isInvalid, items, onAdd } = props
  const [text, setText] = useState('')
  const emptied = useEmptied()
  const choices = useSuggestions(items)
  const add = (typed: string) => {
    if (typed === '') return
    setText('')
    emptied.empty()
    onAdd(readScalar(typed, '', isNumeric))
  }
  return (
    <ComboBox
      key={emptied.key}
      {...emptied.props}
      aria-label={texts.derivedFields.addValue(name)}
      size="S"
      allowsCustomValue
      isInvalid={isInvalid}
      placeholder={texts.derivedFields.typeValue}
      items={choices}
      inputValue={text}
      onInputChange={setText}
      onSelectionChange={(key) => add(key === null ? text : String(key))}
      styles={style({ width: { default: 128, sm: 176 } })}
    >
      {({ id }) => <ComboBoxItem id={id}>{id}</ComboBoxItem>}
    </ComboBox>
  )
}

/** The most frequent items of the input, each once. */
function useSuggestions(input: unknown): { readonly id: string }[] {
  const { topItems } = useCard()
  const known = topItems(input).flatMap(({ item }) => (item === null ? [] : [String(item)]))
  return [...new Set(known)].filter((id) => id !== '').map((id) => ({ id }))
}
