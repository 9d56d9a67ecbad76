import { NumberField } from '@react-spectrum/s2/NumberField'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { TextField } from '@react-spectrum/s2/TextField'
import type { RuleCondition } from '../../../../model/derived-field.ts'
import { useProblem } from '../card-context.ts'
import { ArithmeticField } from './arithmetic-field.tsx'
import { ConditionField } from './condition-field.tsx'
import { InputField } from './input-field.tsx'
import { ListField } from './list-field.tsx'
import { LookupDatasetField, LookupField } from './lookup-fields.tsx'
import { PairsField } from './pairs-field.tsx'
import { sayWord } from './read-settings.ts'
import { GroupFields } from './setting-fields.tsx'
import type { SettingFieldProps } from './any-setting.ts'
import { VariantsField } from './variants-field.tsx'

/** Asks for one setting of a rule, in the way that its schema says. */
export function SettingField(props: SettingFieldProps) {
  const { setting, value, path, beside, onChange } = props
  const { asked, label } = setting
  switch (asked.kind) {
    case 'input':
      return <InputField {...props} clocks={asked.clocks} />
    case 'condition':
      return <ConditionField condition={value as RuleCondition} path={path} onChange={onChange} />
    case 'arithmetic':
      return <ArithmeticField label={label} value={value} path={path} onChange={onChange} />
    case 'lookup-dataset':
      return <LookupDatasetField {...props} />
    case 'lookup-field':
      return <LookupField {...props} dataset={String(beside['dataset'] ?? '')} />
    case 'pairs':
      return <PairsField {...props} />
    case 'list':
      return <ListField {...props} each={asked.each} />
    case 'group':
      return <GroupFields {...props} settings={asked.settings} />
    case 'variants':
      return <VariantsField {...props} variants={asked.variants} />
    case 'switch':
      return <SwitchField {...props} />
    case 'choice':
      return <ChoiceField {...props} choices={asked.choices} />
    case 'number':
      return <AmountField {...props} least={asked.least} />
    case 'text':
      return <WordField {...props} mayBeEmpty={asked.mayBeEmpty} />
    default:
      return asked satisfies never
  }
}

function useHints({ setting, path }: SettingFieldProps) {
  const { label, description, isRequired } = setting
  const errorMessage = useProblem(path)
  return {
    label,
    isRequired,
    size: 'S' as const,
    ...(description !== undefined && { description }),
    isInvalid: errorMessage !== undefined,
    ...(errorMessage !== undefined && { errorMessage }),
  }
}

/** Beside the fields, not their labels. */
const SwitchField = ({ setting, value, onChange }: SettingFieldProps) => (
  <div className={style({ paddingTop: 24 })}>
    <Switch
      size="S"
      isSelected={(value ?? setting.default) === true}
      onChange={(isOn) => onChange(isOn || setting.default === true ? isOn : undefined)}
    >
      {setting.label}
    </Switch>
  </div>
)

const UNSET = ''

function ChoiceField(props: SettingFieldProps & { readonly choices: readonly string[] }) {
  const { setting, value, choices, onChange } = props
  const isOptional = !setting.isRequired && setting.default === undefined
  return (
    <Picker
      {...useHints(props)}
      value={String(value ?? setting.default ?? UNSET)}
      onChange={(key) => onChange(key === UNSET || key === null ? undefined : String(key))}
      styles={style({ width: 176 })}
    >
      {[...(isOptional ? [UNSET] : []), ...choices].map((choice) => (
        <PickerItem key={choice} id={choice} textValue={choice === UNSET ? '–' : sayWord(choice)}>
          {choice === UNSET ? '–' : sayWord(choice)}
        </PickerItem>
      ))}
    </Picker>
  )
}

function AmountField(props: SettingFieldProps & { readonly least: number }) {
  const { setting, value, least, onChange } = props
  const shown = value ?? setting.default
  return (
    <NumberField
      {...useHints(props)}
      minValue={least}
      value={typeof shown === 'number' ? shown : Number.NaN}
      onChange={(next) => onChange(Number.isFinite(next) ? next : undefined)}
      styles={style({ width: 128 })}
    />
  )
}

function WordField(props: SettingFieldProps & { readonly mayBeEmpty: boolean }) {
  const { setting, value, mayBeEmpty, onChange } = props
  const written = (text: string) => {
    if (text !== '' || (setting.isRequired && mayBeEmpty)) return text
    return setting.isRequired ? '' : undefined
  }
  return (
    <TextField
      {...useHints(props)}
      value={String(value ?? setting.default ?? '')}
      onChange={(text) => onChange(written(text))}
      styles={style({ width: 224 })}
    />
  )
}
