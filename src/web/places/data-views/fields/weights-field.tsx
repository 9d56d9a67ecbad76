import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../../texts/index.ts'
import { hint } from './field-styles.ts'
import type { Hints } from './field-props.ts'

interface WeightsFieldProps extends Hints {
  /** None, or those of the first, the middle and the last touch. */
  readonly value: readonly number[]
  readonly onChange: (weights: readonly number[] | undefined) => void
}

const words = texts.dataViewSettings.attribution.weights
const names = [words.first, words.middle, words.last] as const
const FIRST = [30, 40, 30]

/** Three numbers; none where all are emptied. */
export const WeightsField = ({ label, description, value, onChange }: WeightsFieldProps) => (
  <fieldset className={style({ display: 'grid', gap: 4, margin: 0, padding: 0, borderWidth: 0 })}>
    <legend className={style({ font: 'ui-sm', padding: 0 })}>{label}</legend>
    <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 8 })}>
      {names.map((name, index) => (
        <NumberField
          key={name}
          label={name}
          size="S"
          hideStepper
          minValue={0}
          value={value[index] ?? Number.NaN}
          onChange={(next) => {
            if (!Number.isFinite(next)) return onChange(undefined)
            onChange(FIRST.map((first, k) => (k === index ? next : (value[k] ?? first))))
          }}
          styles={style({ width: 80 })}
        />
      ))}
    </div>
    {description !== undefined && <span className={hint}>{description}</span>}
  </fieldset>
)
