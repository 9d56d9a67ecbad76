import { ComboBox, ComboBoxItem, Text } from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReferenceEntry } from '../../../model/answers/reference.ts'
import { useEmptied } from '../../components/use-emptied.ts'
import { texts } from '../../texts/index.ts'

interface CardAdderProps {
  readonly functions: readonly ReferenceEntry[]
  readonly onAdd: (name: string) => void
}

/** Adds a card by the name of its function; typing searches. */
export function CardAdder({ functions, onAdd }: CardAdderProps) {
  const emptied = useEmptied()
  return (
    <ComboBox
      key={emptied.key}
      {...emptied.props}
      label={texts.derivedFields.addCard}
      placeholder={texts.derivedFields.choose}
      onSelectionChange={(key) => {
        if (key === null) return
        emptied.empty()
        onAdd(String(key))
      }}
      styles={style({ width: 320 })}
    >
      {functions.map(({ id, label, description }) => (
        <ComboBoxItem key={id} id={id} textValue={label}>
          <Text slot="label">{label}</Text>
          <Text slot="description">{description}</Text>
        </ComboBoxItem>
      ))}
    </ComboBox>
  )
}
