import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { HelpButton } from '../../../help/help-button.tsx'
import type { Control } from '../forms/setting.ts'
import { hint, inside } from './field-styles.ts'
import type { OuterFieldProps } from './field-props.ts'

interface GroupFieldProps extends OuterFieldProps {
  readonly control: Extract<Control, { readonly kind: 'group' }>
}

/** An object that is there or not: a switch, and its settings below it. */
export function GroupField({
  setting,
  control,
  value,
  inherited,
  onChange,
  Fields,
}: GroupFieldProps) {
  const shown = value ?? inherited
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <div className={style({ display: 'flex', alignItems: 'center', gap: 4 })}>
        <Switch
          size="S"
          isSelected={shown !== undefined}
          isDisabled={inherited !== undefined}
          onChange={(isOn) => onChange(isOn ? control.begin : undefined)}
        >
          {setting.label}
        </Switch>
        {setting.page !== undefined && <HelpButton page={setting.page} />}
      </div>
      {setting.help !== undefined && <span className={hint}>{setting.help}</span>}
      {shown !== undefined && (
        <fieldset aria-label={setting.label} className={inside}>
          <Fields form={control.form} value={shown} onChange={onChange} />
        </fieldset>
      )}
    </div>
  )
}
