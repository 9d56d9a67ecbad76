import { ComboBox, ComboBoxItem, Text } from '@react-spectrum/s2/ComboBox'
import { listFields, useShownView } from '../view-context.ts'
import { wide } from './field-styles.ts'
import type { Hints } from './field-props.ts'

interface PathFieldProps extends Hints {
  readonly value: string
  readonly onChange: (path: string | undefined) => void
}

/** The field that a component reads: one of the connection, or a derived one. */
export function PathField({ value, onChange, ...hints }: PathFieldProps) {
  const fields = listFields(useShownView())
  const isKnown = fields.some(({ path }) => path === value)
  const all = isKnown || value === '' ? fields : [...fields, { path: value, type: '' }]
  return (
    <ComboBox
      {...hints}
      menuTrigger="focus"
      defaultItems={all.map(({ path, type }) => ({ id: path, type }))}
      selectedKey={value === '' ? null : value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      styles={wide}
    >
      {({ id, type }) => (
        <ComboBoxItem id={id} textValue={id}>
          <Text slot="label">{id}</Text>
          <Text slot="description">{type}</Text>
        </ComboBoxItem>
      )}
    </ComboBox>
  )
}
