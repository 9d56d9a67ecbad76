import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useChoosing } from './choosing.ts'

interface TimeZonePickerProps {
  readonly label: string
  readonly value: string
  readonly onChange: (timeZone: string) => void
}

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((id) => ({ id }))

/** Chooses an IANA time zone. */
export function TimeZonePicker({ label, value, onChange }: TimeZonePickerProps) {
  const onOpenChange = useChoosing()
  return (
    <ComboBox
      label={label}
      size="S"
      defaultItems={zones}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      onOpenChange={onOpenChange}
      styles={style({ width: 240 })}
    >
      {({ id }) => <ComboBoxItem id={id}>{id}</ComboBoxItem>}
    </ComboBox>
  )
}
