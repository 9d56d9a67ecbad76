import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { freeId } from '../../../model/propose-id.ts'
import { texts } from '../../texts/index.ts'

interface NameFieldProps {
  readonly name: string
  /** Ids that it cannot have. */
  readonly taken?: readonly string[]
  readonly onChange: (named: { readonly name: string; readonly id: string }) => void
}

/** The name of something new, which its id is made of. */
export const NameField = ({ name, taken = [], onChange }: NameFieldProps) => (
  <TextField
    label={texts.definition.name}
    description={texts.definition.idHint(freeId(name, taken))}
    size="S"
    autoFocus
    isRequired
    value={name}
    onChange={(next) => onChange({ name: next, id: freeId(next, taken) ?? '' })}
    styles={style({ width: 320 })}
  />
)
