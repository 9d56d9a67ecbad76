import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getOwn } from '../../../../model/own.ts'
import type { Path } from '../../../../model/path.ts'
import { texts } from '../../../texts/index.ts'
import { type SettingFieldProps, useAnySetting } from './any-setting.ts'
import type { Setting } from './read-settings.ts'
import { listShown, type Settings, withSetting } from './settings.ts'

interface SettingFieldsProps {
  readonly settings: readonly Setting[]
  readonly values: Settings
  /** Of the values, within the card. */
  readonly path: Path
  readonly onChange: (values: Settings) => void
}

/** Asks for settings that stand beside each other; those that do not matter now are left out. */
export const SettingFields = (props: SettingFieldsProps) => (
  <div className={fields}>
    {listShown(props.settings, props.values).map((setting) => (
      <OneSetting key={setting.name} {...props} setting={setting} />
    ))}
  </div>
)

type OneSettingProps = SettingFieldsProps & Pick<SettingFieldProps, 'setting' | 'isLabelHidden'>

function OneSetting(props: OneSettingProps) {
  const SettingField = useAnySetting()
  const { settings, setting, values, path, isLabelHidden = false, onChange } = props
  const { name } = setting
  return (
    <SettingField
      setting={setting}
      value={getOwn(values, name)}
      path={[...path, name]}
      beside={values}
      isLabelHidden={isLabelHidden}
      onChange={(value) => onChange(withSetting(settings, values, name, value))}
    />
  )
}

type GroupFieldsProps = SettingFieldProps & { readonly settings: readonly Setting[] }

/** Settings that belong together, under what they are of. */
export const GroupFields = ({ setting, settings, value, path, onChange }: GroupFieldsProps) => (
  <fieldset className={group}>
    <legend className={style({ font: 'ui-sm', color: 'neutral-subdued', padding: 0 })}>
      {setting.label}
    </legend>
    <SettingFields
      settings={settings}
      values={(value ?? {}) as Settings}
      path={path}
      onChange={onChange}
    />
  </fieldset>
)

/** Words between the settings of a row: if … then …. */
const joints: Readonly<Record<string, string>> = {
  when: texts.derivedFields.when,
  then: texts.derivedFields.then,
}

/** The settings of a row of a list, in a sentence. */
export const RowFields = (props: SettingFieldsProps) => (
  <>
    {props.settings.map((setting) => (
      <div key={setting.name} className={part}>
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued', paddingTop: 4 })}>
          {getOwn(joints, setting.name) ?? setting.label}
        </span>
        <OneSetting {...props} setting={setting} isLabelHidden />
      </div>
    ))}
  </>
)

const fields = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'start',
  columnGap: 16,
  rowGap: 12,
  minWidth: 0,
})
const group = style({ display: 'grid', gap: 4, margin: 0, padding: 0, minWidth: 0, borderWidth: 0 })
const part = style({ display: 'flex', alignItems: 'start', gap: 8, minWidth: 0 })
