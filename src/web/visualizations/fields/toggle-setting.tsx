import { Switch } from '@react-spectrum/s2/Switch'

interface ToggleSettingProps {
  readonly label: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
  readonly isDisabled?: boolean
}

export const ToggleSetting = ({
  label,
  value,
  onChange,
  isDisabled = false,
}: ToggleSettingProps) => (
  <Switch size="S" isSelected={value} onChange={onChange} isDisabled={isDisabled}>
    {label}
  </Switch>
)
