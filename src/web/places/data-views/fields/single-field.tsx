import { NumberField } from '@react-spectrum/s2/NumberField'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import type { Duration } from '../../../../model/duration.ts'
import type { ValueRule } from '../../../../model/component-settings.ts'
import { FolderField } from '../../../components/folder-field.tsx'
import { TextListField } from '../../../components/text-list-field.tsx'
import { texts } from '../../../texts/index.ts'
import type { SingleControl } from '../forms/setting.ts'
import { useShownView } from '../view-context.ts'
import { ComponentField } from './component-field.tsx'
import { DayField } from './day-field.tsx'
import { DurationField } from './duration-field.tsx'
import { hint, short, wide } from './field-styles.ts'
import { IdField } from './id-field.tsx'
import { LabelsField } from './labels-field.tsx'
import { NumbersField } from './numbers-field.tsx'
import { PathField } from './path-field.tsx'
import { RulesField } from './rules-field.tsx'
import { type Hints, hintsOf, type SettingFieldProps } from './field-props.ts'
import { WeightsField } from './weights-field.tsx'

interface SingleFieldProps extends SettingFieldProps {
  readonly control: SingleControl
}

const NONE = ''

/** Asks for one value, or a list of values. */
export function SingleField({ setting, control, inherited, onChange, ...props }: SingleFieldProps) {
  const value = props.value ?? inherited ?? setting.default
  const hints = hintsOf(setting)
  switch (control.kind) {
    case 'text':
      return (
        <TextSetting
          hints={hints}
          control={control}
          isRequired={setting.isRequired === true}
          value={textOf(value)}
          onChange={onChange}
        />
      )
    case 'id':
      return <IdField {...hints} value={textOf(value)} onChange={onChange} />
    case 'number':
      return (
        <NumberField
          {...hints}
          formatOptions={{ useGrouping: false }}
          {...(control.least !== undefined && { minValue: control.least, step: 1 })}
          {...(control.most !== undefined && { maxValue: control.most })}
          value={typeof value === 'number' ? value : Number.NaN}
          onChange={(next) => {
            if (Number.isFinite(next)) onChange(next)
            else if (setting.isRequired !== true) onChange(undefined)
          }}
          styles={short}
        />
      )
    case 'switch':
      return (
        <div className={style({ display: 'grid', gap: 4 })}>
          <Switch
            size="S"
            isSelected={(value ?? control.isOn) === true}
            onChange={(isOn) =>
              onChange(isOn === (inherited ?? control.isOn ?? false) ? undefined : isOn)
            }
          >
            {setting.label}
          </Switch>
          {setting.help !== undefined && <span className={hint}>{setting.help}</span>}
        </div>
      )
    case 'choice':
      return <ChoiceSetting setting={setting} control={control} value={value} onChange={onChange} />
    case 'texts':
      return (
        <TextListField
          label={setting.label}
          {...(setting.help !== undefined && { description: setting.help })}
          value={listOf(value) as readonly string[]}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        />
      )
    case 'numbers':
      return (
        <NumbersField
          {...hints}
          isRequired={setting.isRequired === true}
          value={listOf(value) as readonly number[]}
          onChange={onChange}
        />
      )
    case 'labels':
      return (
        <LabelsField {...hints} value={listOf(value) as readonly string[]} onChange={onChange} />
      )
    case 'folder':
      return <FolderSetting hints={hints} value={textOf(value)} onChange={onChange} />
    case 'field':
      return <PathField {...hints} value={textOf(value)} onChange={onChange} />
    case 'component':
      return (
        <ComponentField
          {...hints}
          list={control.of === 'dimension' ? 'dimensions' : 'metrics'}
          isOptional={setting.isRequired !== true}
          value={textOf(value)}
          onChange={onChange}
        />
      )
    case 'day':
      return <DayField {...hints} value={textOf(value)} onChange={onChange} />
    case 'duration':
      return (
        <DurationField
          {...hints}
          isOptional={setting.isRequired !== true}
          value={value as Duration | undefined}
          onChange={onChange}
        />
      )
    case 'weights':
      return (
        <WeightsField {...hints} value={listOf(value) as readonly number[]} onChange={onChange} />
      )
    case 'rules':
      return (
        <RulesField
          label={setting.label}
          value={listOf(value) as readonly ValueRule[]}
          onChange={onChange}
        />
      )
    default:
      return control satisfies never
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

interface FolderSettingProps {
  readonly hints: Hints
  readonly value: string
  readonly onChange: (value: unknown) => void
}

function FolderSetting({ hints: { size: _, ...hints }, value, onChange }: FolderSettingProps) {
  const { draft } = useShownView()
  return (
    <FolderField
      {...hints}
      dataView={draft.document.id}
      value={value}
      onChange={(folder) => onChange(folder === '' ? undefined : folder)}
    />
  )
}

interface TextSettingProps {
  readonly hints: Hints
  readonly control: Extract<SingleControl, { readonly kind: 'text' }>
  readonly isRequired: boolean
  readonly value: string
  readonly onChange: (value: unknown) => void
}

/** What is required may be empty while it is typed. */
function TextSetting({ hints, control, isRequired, value, onChange }: TextSettingProps) {
  const Field = control.isLong === true ? TextArea : TextField
  return (
    <Field
      {...hints}
      value={value}
      isRequired={isRequired}
      onChange={(text) => onChange(text === '' && !isRequired ? undefined : text)}
      styles={wide}
    />
  )
}

interface ChoiceSettingProps extends SettingFieldProps {
  readonly control: Extract<SingleControl, { readonly kind: 'choice' }>
}

function ChoiceSetting({ setting, control, value, onChange }: ChoiceSettingProps) {
  const isOptional = setting.isRequired !== true && control.default === undefined
  const choices = [
    ...(isOptional ? [{ id: NONE, name: texts.dataViewSettings.notSaid }] : []),
    ...Object.entries(control.choices).map(([id, name]) => ({ id, name })),
  ]
  return (
    <Picker
      {...hintsOf(setting)}
      value={value === undefined ? (control.default ?? NONE) : String(value)}
      onChange={(key) => {
        if (key === NONE) onChange(undefined)
        else onChange(control.isNumeric === true ? Number(key) : String(key))
      }}
      styles={style({ maxWidth: 320 })}
    >
      {choices.map(({ id, name }) => (
        <PickerItem key={id} id={id}>
          {name}
        </PickerItem>
      ))}
    </Picker>
  )
}
