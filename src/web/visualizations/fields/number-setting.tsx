import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface NumberSettingProps {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly least?: number
  readonly most?: number
  /** Fractions are taken, too. */
  readonly step?: number
}

/** A number within bounds; left empty it stays as it was. */
export const NumberSetting = ({
  label,
  value,
  onChange,
  least,
  most,
  step = 1,
}: NumberSettingProps) => (
  <NumberField
    label={label}
    size="S"
    value={value}
    step={step}
    {...(least !== undefined && { minValue: least })}
    {...(most !== undefined && { maxValue: most })}
    onChange={(next) => !Number.isNaN(next) && onChange(next)}
    styles={style({ width: 112 })}
  />
)
