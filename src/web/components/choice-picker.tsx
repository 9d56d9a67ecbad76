import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { useChoosing } from './choosing.ts'

interface ChoicePickerProps<T extends string> {
  readonly label: string
  readonly value: T
  /** Names by id, in the order of the list. */
  readonly choices: Readonly<Partial<Record<T, string>>>
  readonly onChange: (value: T) => void
  readonly isLabelHidden?: boolean
}

/** Chooses one of a few. */
export function ChoicePicker<T extends string>({
  label,
  value,
  choices,
  onChange,
  isLabelHidden = false,
}: ChoicePickerProps<T>) {
  const onOpenChange = useChoosing()
  return (
    <Picker
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      size="S"
      isQuiet={isLabelHidden}
      value={value}
      onChange={(key) => key !== null && onChange(String(key) as T)}
      onOpenChange={onOpenChange}
    >
      {(Object.keys(choices) as T[]).map((id) => (
        <PickerItem key={id} id={id}>
          {choices[id]}
        </PickerItem>
      ))}
    </Picker>
  )
}
