import type { Duration } from '../../../model/duration.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { NumberSetting } from '../fields/number-setting.tsx'
import { readWindow } from './window.ts'

interface WindowFieldProps {
  /** null: none. */
  readonly value: Duration | null
  readonly onChange: (value: Duration | null) => void
}

/** From the first step to the last; none at zero. */
export function WindowField({ value, onChange }: WindowFieldProps) {
  const { unit, count } = readWindow(value) ?? { unit: 'days', count: 0 }
  return (
    <Controls>
      <NumberSetting
        label={texts.fallout.window}
        value={count}
        least={0}
        onChange={(next) => onChange(next === 0 ? null : { [unit]: next })}
      />
      {count > 0 && (
        <ChoicePicker
          label={texts.fallout.windowUnit}
          value={unit}
          choices={texts.fallout.units}
          onChange={(next) => onChange({ [next]: count })}
        />
      )}
    </Controls>
  )
}
