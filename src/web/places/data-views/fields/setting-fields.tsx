import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../../texts/index.ts'
import { readKey, writeKey } from '../forms/edit-object.ts'
import { isSame } from '../forms/list-changes.ts'
import { stayNear } from '../../../components/stay-near.ts'
import type { SettingFieldProps, SettingFieldsProps } from './field-props.ts'
import { GroupField } from './group-field.tsx'
import { SingleField } from './single-field.tsx'
import { VariantsField } from './variants-field.tsx'

/** Asks for the settings of an object, one below the other. */
export const SettingFields = ({ form, value, inherited, onChange }: SettingFieldsProps) => (
  <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
    {Object.entries(form).map(([key, setting]) => (
      <SettingField
        key={key}
        setting={setting}
        value={readKey(value, key)}
        inherited={readKey(inherited, key)}
        onChange={(next) => onChange(writeKey(value, key, next))}
      />
    ))}
  </div>
)

/** Asks for one setting, as its control says; one that overrides another can be given back. */
export function SettingField(props: SettingFieldProps) {
  const { setting, value, inherited, onChange } = props
  const isOverriding = value !== undefined && inherited !== undefined && !isSame(value, inherited)
  return (
    <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
      <AnyField {...props} />
      {isOverriding && (
        <ActionButton
          size="XS"
          aria-label={texts.dataViewPage.resetOf(setting.label)}
          onPress={({ target }) => stayNear(target, () => onChange(undefined))}
          styles={style({ justifySelf: 'start' })}
        >
          {texts.dataViewPage.reset}
        </ActionButton>
      )}
    </div>
  )
}

function AnyField(props: SettingFieldProps) {
  const { control } = props.setting
  switch (control.kind) {
    case 'group':
      return <GroupField {...props} control={control} Fields={SettingFields} />
    case 'variants':
      return <VariantsField {...props} control={control} Fields={SettingFields} />
    default:
      return <SingleField {...props} control={control} />
  }
}
