import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { beginVariant } from './beginnings.ts'
import { sayWord, type Variant } from './read-settings.ts'
import type { SettingFieldProps } from './any-setting.ts'
import { SettingFields } from './setting-fields.tsx'
import type { Settings } from './settings.ts'

type VariantsFieldProps = SettingFieldProps & { readonly variants: readonly Variant[] }

/** A value of one of several shapes: which one, and what it has. */
export function VariantsField({ setting, value, variants, path, onChange }: VariantsFieldProps) {
  const given = value ?? setting.default
  const chosen = variants.find((variant) => isOf(variant, given)) ?? variants[0]!
  return (
    <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: 8 })}>
      <Picker
        label={setting.label}
        size="S"
        value={chosen.name}
        onChange={(name) => {
          const next = variants.find((variant) => variant.name === name)
          if (next !== undefined && next !== chosen) onChange(beginVariant(next))
        }}
        styles={style({ width: 128 })}
      >
        {variants.map(({ name }) => (
          <PickerItem key={name} id={name}>
            {sayWord(name)}
          </PickerItem>
        ))}
      </Picker>
      {'settings' in chosen && (
        <SettingFields
          settings={chosen.settings}
          values={(given ?? {}) as Settings}
          path={path}
          onChange={onChange}
        />
      )}
    </div>
  )
}

const isOf = (variant: Variant, value: unknown): boolean =>
  'literal' in variant
    ? variant.literal === value
    : typeof value === 'object' && value !== null && Object.hasOwn(value, variant.name)
