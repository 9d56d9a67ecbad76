import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface PathFieldProps {
  readonly label: string
  /** Those that are known; another may be typed. */
  readonly paths: readonly string[]
  readonly value: string
  readonly onChange: (path: string) => void
}

/** A text that is usually one of some. */
export const PathField = ({ label, paths, value, onChange }: PathFieldProps) => (
  <ComboBox
    label={label}
    size="S"
    allowsCustomValue
    inputValue={value}
    onInputChange={onChange}
    styles={style({ width: 208 })}
  >
    {paths.map((path) => (
      <ComboBoxItem key={path} id={path}>
        {path}
      </ComboBoxItem>
    ))}
  </ComboBox>
)
