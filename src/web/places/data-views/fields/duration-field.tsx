import { NumberField } from '@react-spectrum/s2/NumberField'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type Duration, durationUnits } from '../../../../model/duration.ts'
import { texts } from '../../../texts/index.ts'
import { readSpan } from '../timeout.ts'
import { hint } from './field-styles.ts'
import type { Hints } from './field-props.ts'

interface DurationFieldProps extends Hints {
  readonly value: Duration | undefined
  /** Whether it can be left empty. */
  readonly isOptional: boolean
  readonly onChange: (value: Duration | undefined) => void
}

/** A number and a unit of time. */
export function DurationField(props: DurationFieldProps) {
  const { label, description, size, value, isOptional, onChange } = props
  const { unit, count } = readSpan(value ?? {})
  return (
    <div className={style({ display: 'grid', gap: 4 })}>
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })}>
        <NumberField
          label={label}
          size={size}
          minValue={0}
          value={value === undefined ? Number.NaN : count}
          onChange={(next) => {
            if (Number.isFinite(next)) onChange({ [unit]: next })
            else if (isOptional) onChange(undefined)
          }}
          styles={style({ width: 160 })}
        />
        <Picker
          aria-label={texts.dataViewSettings.unit(label)}
          size={size}
          value={unit}
          onChange={(next) => onChange({ [String(next)]: value === undefined ? 1 : count })}
          styles={style({ width: 112 })}
        >
          {durationUnits.map((each) => (
            <PickerItem key={each} id={each}>
              {texts.dataViewSettings.units[each]}
            </PickerItem>
          ))}
        </Picker>
      </div>
      {description !== undefined && <span className={hint}>{description}</span>}
    </div>
  )
}
