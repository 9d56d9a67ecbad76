import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface WholeNumberFieldProps {
  readonly label: string
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}

/** A whole number from 1 on, or none. */
export const WholeNumberField = ({ label, value, onChange }: WholeNumberFieldProps) => (
  <NumberField
    size="S"
    label={label}
    hideStepper
    minValue={1}
    value={value ?? Number.NaN}
    onChange={(count) => onChange(Number.isNaN(count) ? undefined : count)}
    styles={style({ width: 208 })}
  />
)
