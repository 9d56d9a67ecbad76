import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { StepDistance } from '../../../../model/conditions.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { dimensionGroups } from '../../../components/component-groups.ts'
import { ComponentPicker } from '../../../components/component-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { type DistanceUnit, readDistance, writeDistance } from './distance.ts'

interface DistanceFieldProps {
  /** What it limits: within, after. */
  readonly label: string
  readonly value: StepDistance
  readonly onChange: (value: StepDistance) => void
}

/** A number and a unit; for a dimension also which. */
export function DistanceField({ label, value, onChange }: DistanceFieldProps) {
  const { components } = useBuilder()
  const { unit, amount, dimension } = readDistance(value)
  const groups = dimensionGroups(components)
  const first = groups[0]?.choices[0]?.id ?? ''
  return (
    <>
      <NumberField
        aria-label={texts.builder.amount(label)}
        size="S"
        hideStepper
        minValue={isCounted(unit) ? 1 : 0}
        {...(isCounted(unit) && { step: 1 })}
        value={amount}
        onChange={(next) =>
          Number.isFinite(next) && onChange(writeDistance({ unit, amount: next, dimension }))
        }
        styles={style({ width: 64 })}
      />
      <ChoicePicker
        label={texts.builder.unit(label)}
        isLabelHidden
        value={unit}
        choices={texts.builder.units}
        onChange={(next: DistanceUnit) =>
          onChange(writeDistance({ unit: next, amount, dimension: dimension ?? first }))
        }
      />
      {dimension !== undefined && (
        <ComponentPicker
          label={texts.builder.countedDimension(label)}
          groups={groups}
          value={dimension}
          onChange={(next) => onChange(writeDistance({ unit, amount, dimension: next }))}
        />
      )}
    </>
  )
}

const isCounted = (unit: DistanceUnit): boolean =>
  unit === 'events' || unit === 'sessions' || unit === 'dimension'
