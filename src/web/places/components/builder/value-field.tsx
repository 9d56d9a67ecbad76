import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OperandValue, Scalar } from '../../../../model/operators.ts'
import type { Item } from '../../../../model/result.ts'
import { itemsQuery } from '../../../api/index.ts'
import { printItem } from '../../../components/item-text.ts'
import { useEmptied } from '../../../components/use-emptied.ts'
import { texts } from '../../../texts/index.ts'
import { readScalar } from './operand.ts'

interface ValueFieldProps {
  readonly dataView: string
  readonly dimension: string
  /** The dimension's. */
  readonly name: string
  readonly value: OperandValue
  /** Whether what is typed is a number where it can be one. */
  readonly isNumeric: boolean
  readonly onChange: (value: OperandValue) => void
}

/** One value or several, with the items that there are as suggestions. */
export function ValueField(props: ValueFieldProps) {
  const { value, name, onChange } = props
  if (!Array.isArray(value)) return <OneValue {...props} value={value as Scalar} />
  return (
    <span className={style({ display: 'flex', flexWrap: 'wrap', gap: 4, alignItems: 'center' })}>
      {value.length > 0 && (
        <TagGroup
          aria-label={texts.builder.values(name)}
          size="S"
          items={value.map((each, i) => ({ id: `${i}`, text: String(each) }))}
          onRemove={(keys) => onChange(value.filter((_, i) => !keys.has(`${i}`)))}
        >
          {({ id, text }) => <Tag id={id}>{text}</Tag>}
        </TagGroup>
      )}
      <AddValue {...props} onAdd={(added) => onChange([...value, added])} />
    </span>
  )
}

type OneValueProps = Omit<ValueFieldProps, 'value'> & { readonly value: Scalar }

function OneValue({ dataView, dimension, name, value, isNumeric, onChange }: OneValueProps) {
  const [text, setText] = useState(String(value))
  const [shown, setShown] = useState(value)
  const [isTyped, setTyped] = useState(false)
  if (shown !== value) {
    setShown(value)
    if (readScalar(text, value, isNumeric) !== value) setText(String(value))
  }
  const choices = useChoices(dataView, dimension, isTyped ? text : '')
  const take = (next: Scalar) => {
    setTyped(false)
    setText(String(next))
    setShown(next)
    if (next !== value) onChange(next)
  }
  return (
    <ComboBox
      aria-label={texts.builder.value(name)}
      size="S"
      allowsCustomValue
      items={choices}
      inputValue={text}
      onBlur={() => setTyped(false)}
      onInputChange={(typed) => {
        if (typed === text) return
        setTyped(true)
        setText(typed)
        const next = readScalar(typed, value, isNumeric)
        setShown(next)
        if (next !== value) onChange(next)
      }}
      onSelectionChange={(key) => {
        const found = choices.find(({ id }) => id === key)
        if (found !== undefined) take(found.item)
      }}
      styles={style({ width: { default: 128, sm: 176 } })}
    >
      {({ id, text: printed }) => <ComboBoxItem id={id}>{printed}</ComboBoxItem>}
    </ComboBox>
  )
}

interface AddValueProps extends Omit<ValueFieldProps, 'value' | 'onChange'> {
  readonly onAdd: (value: Scalar) => void
}

function AddValue({ dataView, dimension, name, isNumeric, onAdd }: AddValueProps) {
  const [text, setText] = useState('')
  const emptied = useEmptied()
  const choices = useChoices(dataView, dimension, text)
  const add = (value: Scalar) => {
    setText('')
    emptied.empty()
    onAdd(value)
  }
  return (
    <ComboBox
      key={emptied.key}
      {...emptied.props}
      aria-label={texts.builder.addValue(name)}
      size="S"
      allowsCustomValue
      placeholder={texts.components.searchItems}
      items={choices}
      inputValue={text}
      onInputChange={setText}
      onSelectionChange={(key) => {
        const found = choices.find(({ id }) => id === key)
        if (found !== undefined) add(found.item)
        else if (text !== '') add(readScalar(text, '', isNumeric))
      }}
      styles={style({ width: { default: 128, sm: 160 } })}
    >
      {({ id, text: printed }) => <ComboBoxItem id={id}>{printed}</ComboBoxItem>}
    </ComboBox>
  )
}

/** Items that have a value, as it would be written. */
function useChoices(dataView: string, dimension: string, search: string) {
  const { data } = useQuery(itemsQuery(dataView, dimension, search))
  return (data?.items ?? []).flatMap(({ item, label }) =>
    isScalar(item)
      ? [{ id: JSON.stringify(item), item, text: printItem(item, dimension, label) }]
      : [],
  )
}

const isScalar = (item: Item): item is Exclude<Item, null> => item !== null && item !== ''
