import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useChoosing } from './choosing.ts'
import { getOwn } from '../../model/own.ts'

interface FieldPickerProps {
  readonly label: string
  readonly fields: readonly string[]
  /** Names of those that are not called as they are. */
  readonly names?: Readonly<Record<string, string>>
  readonly value: string
  readonly onChange: (field: string) => void
}

/** Chooses a field by its path. */
export function FieldPicker({ label, fields, names = {}, value, onChange }: FieldPickerProps) {
  const onOpenChange = useChoosing()
  return (
    <Picker
      label={label}
      size="S"
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      onOpenChange={onOpenChange}
      styles={style({ width: 208 })}
    >
      {fields.map((field) => (
        <PickerItem key={field} id={field}>
          {getOwn(names, field) ?? field}
        </PickerItem>
      ))}
    </Picker>
  )
}
