import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getOwn } from '../../../../model/own.ts'
import { texts } from '../../../texts/index.ts'
import type { Variants } from '../forms/setting.ts'
import { inside } from './field-styles.ts'
import type { OuterFieldProps } from './field-props.ts'

interface VariantsFieldProps extends OuterFieldProps {
  readonly control: Variants
}

const OFF = 'off'

/** One of several objects: which, and its settings below it. */
export function VariantsField(props: VariantsFieldProps) {
  const { setting, control, value, inherited, onChange, Fields } = props
  const shown = value ?? inherited ?? setting.default
  const name = shown === undefined ? OFF : control.find(shown)
  const variant = getOwn(control.variants, name)
  const isOptional = setting.default === undefined && inherited === undefined
  const choices = [
    ...(isOptional ? [{ id: OFF, label: texts.dataViewSettings.off }] : []),
    ...Object.entries(control.variants).map(([id, { label }]) => ({ id, label })),
  ]
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <Picker
        label={setting.label}
        size="S"
        {...(setting.help !== undefined && { description: setting.help })}
        value={name}
        onChange={(next) =>
          next !== name && onChange(getOwn(control.variants, String(next))?.begin)
        }
        styles={style({ maxWidth: 320 })}
      >
        {choices.map(({ id, label }) => (
          <PickerItem key={id} id={id}>
            {label}
          </PickerItem>
        ))}
      </Picker>
      {variant !== undefined && Object.keys(variant.form).length > 0 && (
        <fieldset aria-label={setting.label} className={inside}>
          <Fields form={variant.form} value={shown} onChange={onChange} />
        </fieldset>
      )}
    </div>
  )
}
