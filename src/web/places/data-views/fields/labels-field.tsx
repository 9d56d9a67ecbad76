import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { getOwn } from '../../../../model/own.ts'
import { useEmptied } from '../../../components/use-emptied.ts'
import { texts } from '../../../texts/index.ts'
import { wide } from './field-styles.ts'
import type { Hints } from './field-props.ts'

interface LabelsFieldProps extends Hints {
  readonly value: readonly string[]
  readonly onChange: (labels: readonly string[] | undefined) => void
}

const PREFIX = 'context:'
const known: Readonly<Record<string, string>> = texts.templates.components
const sayLabel = (label: string): string => getOwn(known, label.replace(PREFIX, '')) ?? label

/** Context labels: those that templates know, or any other. */
export function LabelsField({ value, onChange, ...hints }: LabelsFieldProps) {
  const emptied = useEmptied()
  const [text, setText] = useState('')
  const choices = Object.keys(known)
    .map((name) => PREFIX + name)
    .filter((id) => !value.includes(id))
  const add = (label: string) => {
    setText('')
    emptied.empty()
    if (!value.includes(label)) onChange([...value, label])
  }
  return (
    <div className={style({ display: 'grid', gap: 8 })}>
      <ComboBox
        key={emptied.key}
        {...emptied.props}
        {...hints}
        allowsCustomValue
        defaultItems={choices.map((id) => ({ id, name: sayLabel(id) }))}
        inputValue={text}
        onInputChange={setText}
        onSelectionChange={(key) => {
          if (key !== null) add(String(key))
          else if (text.trim() !== '') add(asLabel(text.trim()))
        }}
        styles={wide}
      >
        {({ id, name }) => <ComboBoxItem id={id}>{name}</ComboBoxItem>}
      </ComboBox>
      {value.length > 0 && (
        <TagGroup
          aria-label={hints.label}
          size="S"
          items={value.map((id) => ({ id, name: sayLabel(id) }))}
          onRemove={(keys) => {
            const left = value.filter((id) => !keys.has(id))
            onChange(left.length === 0 ? undefined : left)
          }}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
    </div>
  )
}

const asLabel = (text: string): string =>
  text.includes(':') ? text : PREFIX + text.toLowerCase().replaceAll(/\s+/g, '-')
