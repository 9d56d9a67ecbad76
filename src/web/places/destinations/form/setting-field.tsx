import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CheckboxGroup } from '@react-spectrum/s2/CheckboxGroup'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { TextListField } from '../../../components/text-list-field.tsx'
import { texts } from '../../../texts/index.ts'
import { PairsField } from './pairs-field.tsx'
import { JsonField } from './json-field.tsx'
import type { Setting, SettingKind } from './read-schema.ts'

/** One value, or a list of values. */
export interface SingleSetting extends Setting {
  readonly asked: Exclude<SettingKind, { readonly kind: 'group' }>
}

interface SettingFieldProps {
  readonly setting: SingleSetting
  readonly value: unknown
  /** Undefined leaves it out. */
  readonly onChange: (value: unknown) => void
}

/** Asks for one setting, in the way that its schema says. */
export function SettingField({ setting, value, onChange }: SettingFieldProps) {
  const { label, isRequired, asked } = setting
  const hints = { label, size: 'S' as const, isRequired, ...descriptionOf(setting) }
  switch (asked.kind) {
    case 'text':
      return (
        <TextField
          {...hints}
          value={textOf(value)}
          onChange={(text) => onChange(text || undefined)}
          styles={wide}
        />
      )
    case 'long-text':
      return (
        <TextArea
          {...hints}
          value={textOf(value)}
          onChange={(text) => onChange(text || undefined)}
          styles={wide}
        />
      )
    case 'number':
      return (
        <NumberField
          {...hints}
          formatOptions={{ useGrouping: false }}
          styles={style({ width: 176 })}
          {...(asked.least !== undefined && { minValue: asked.least })}
          {...(asked.most !== undefined && { maxValue: asked.most })}
          value={typeof value === 'number' ? value : Number(setting.default ?? Number.NaN)}
          onChange={(number) => onChange(Number.isFinite(number) ? number : undefined)}
        />
      )
    case 'switch':
      return (
        <div className={style({ display: 'grid', gap: 4 })}>
          <Switch size="S" isSelected={(value ?? setting.default) === true} onChange={onChange}>
            {label}
          </Switch>
          <span className={hint}>{setting.description}</span>
        </div>
      )
    case 'choice':
      return (
        <Picker
          {...hints}
          value={textOf(value ?? setting.default) || null}
          onChange={(key) => key !== null && onChange(String(key))}
          styles={style({ maxWidth: 320 })}
        >
          {asked.choices.map((choice) => (
            <PickerItem key={choice} id={choice}>
              {choice}
            </PickerItem>
          ))}
        </Picker>
      )
    case 'choices':
      return (
        <CheckboxGroup
          {...hints}
          value={[...textsOf(value ?? setting.default)]}
          onChange={onChange}
        >
          {asked.choices.map((choice) => (
            <Checkbox key={choice} value={choice}>
              {choice}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )
    case 'texts':
      return (
        <TextListField
          label={label}
          isRequired={isRequired}
          description={[setting.description, texts.destinations.texts, sayDefault(setting)]
            .filter(Boolean)
            .join('. ')}
          value={textsOf(value)}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        />
      )
    case 'pairs':
      return <PairsField {...hints} value={value} onChange={onChange} />
    case 'json':
      return <JsonField {...hints} value={value} onChange={onChange} />
    default:
      return asked satisfies never
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

function descriptionOf(setting: SingleSetting): { readonly description?: string } {
  const said = [setting.description, sayDefault(setting)].filter(Boolean).join('. ')
  return said === '' ? {} : { description: said }
}

/** Of what can be left empty; what is chosen shows its default by itself. */
function sayDefault({ default: value, asked: { kind } }: SingleSetting): string | undefined {
  if (kind === 'text' && typeof value === 'string') return texts.destinations.default(value)
  if (kind === 'texts' && textsOf(value).length > 0) {
    return texts.destinations.default(textsOf(value).join(', '))
  }
  return undefined
}

const wide = style({ width: 'full', maxWidth: 560 })
const hint = style({ font: 'ui-xs', color: 'neutral-subdued', maxWidth: 560 })
