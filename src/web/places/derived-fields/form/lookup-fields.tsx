import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getOwn } from '../../../../model/own.ts'
import { texts } from '../../../texts/index.ts'
import { useCard, useProblem } from '../card-context.ts'
import type { SettingFieldProps } from './any-setting.ts'

/** A lookup dataset of the connection. */
export function LookupDatasetField(props: SettingFieldProps) {
  const { lookups } = useCard()
  const names = Object.keys(lookups)
  const description = names.length === 0 ? texts.derivedFields.noLookups : undefined
  return <NamePicker {...props} names={names} {...(description && { description })} />
}

/** A field of the lookup dataset beside it. */
export function LookupField({
  dataset,
  ...props
}: SettingFieldProps & { readonly dataset: string }) {
  const { lookups } = useCard()
  return <NamePicker {...props} names={getOwn(lookups, dataset) ?? []} />
}

const UNSET = ''

interface NamePickerProps extends SettingFieldProps {
  readonly names: readonly string[]
  readonly description?: string
}

/** A name that is not among the choices is one of them as long as it is chosen. */
function NamePicker({ setting, value, path, names, description, onChange }: NamePickerProps) {
  const problem = useProblem(path)
  const chosen = String(value ?? UNSET)
  const known = chosen === UNSET || names.includes(chosen) ? names : [chosen, ...names]
  const choices = setting.isRequired ? known : [UNSET, ...known]
  const hint = description ?? setting.description
  return (
    <Picker
      label={setting.label}
      size="S"
      isRequired={setting.isRequired}
      placeholder={texts.derivedFields.choose}
      isInvalid={problem !== undefined}
      {...(problem !== undefined && { errorMessage: problem })}
      {...(hint !== undefined && { description: hint })}
      value={setting.isRequired && chosen === UNSET ? null : chosen}
      onChange={(key) => onChange(key === UNSET || key === null ? undefined : String(key))}
      styles={style({ width: 208 })}
    >
      {choices.map((name) => (
        <PickerItem key={name} id={name} textValue={name === UNSET ? '–' : name}>
          {name === UNSET ? '–' : name}
        </PickerItem>
      ))}
    </Picker>
  )
}
