import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getOwn } from '../../../../model/own.ts'
import type { Setting } from './read-schema.ts'
import { SettingField } from './setting-field.tsx'

interface SettingFieldsProps {
  readonly settings: readonly Setting[]
  /** An object, or nothing yet. */
  readonly value: unknown
  /** Undefined where nothing is left. */
  readonly onChange: (value: Readonly<Record<string, unknown>> | undefined) => void
}

/** Asks for the settings of an object; those that are left empty are left out. */
export function SettingFields({ settings, value, onChange }: SettingFieldsProps) {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >
  const set = (name: string, next: unknown) => {
    const { [name]: _, ...others } = given
    const all = next === undefined ? others : { ...others, [name]: next }
    onChange(Object.keys(all).length === 0 ? undefined : all)
  }
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      {settings.map((setting) => {
        const { name, asked } = setting
        const field = { value: getOwn(given, name), onChange: (next: unknown) => set(name, next) }
        return asked.kind === 'group' ? (
          <fieldset key={name} className={group}>
            <legend className={style({ font: 'ui', fontWeight: 'bold', paddingX: 4 })}>
              {setting.label}
            </legend>
            <span className={style({ font: 'ui-xs', color: 'neutral-subdued' })}>
              {setting.description}
            </span>
            <SettingFields settings={asked.settings} {...field} />
          </fieldset>
        ) : (
          <SettingField key={name} setting={{ ...setting, asked }} {...field} />
        )
      })}
    </div>
  )
}

const group = style({
  display: 'grid',
  gap: 12,
  margin: 0,
  padding: 12,
  minWidth: 0,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'default',
})
