import { TextField } from '@react-spectrum/s2/TextField'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import {
  fieldOf,
  type IdKind,
  type IdPlace,
  kindOf,
  mapNamespaceOf,
  toIdPlace,
} from './edit-connection.ts'
import { PathField } from './path-field.tsx'

interface IdFieldProps {
  /** What the id is of. */
  readonly label: string
  readonly paths: readonly string[]
  readonly value: IdPlace | undefined
  /** Whether rows have to have one. */
  readonly isRequired?: boolean
  readonly onChange: (value: IdPlace | undefined) => void
}

/** Where an id of a row is found: a field, or an identity map. */
export function IdField({ label, paths, value, isRequired = false, onChange }: IdFieldProps) {
  const kind = kindOf(value)
  const t = texts.connection
  const { none, ...others } = t.idKinds
  const set = (next: IdKind, field: string, namespace: string) =>
    onChange(toIdPlace(next, field, namespace))
  return (
    <Controls>
      <ChoicePicker
        label={label}
        value={kind}
        choices={isRequired ? others : { none, ...others }}
        onChange={(next) => set(next, fieldOf(value), mapNamespaceOf(value))}
      />
      {kind !== 'none' && (
        <PathField
          label={kind === 'field' ? t.fieldOf(label) : t.mapOf(label)}
          paths={paths}
          value={fieldOf(value)}
          onChange={(field) => set(kind, field, mapNamespaceOf(value))}
        />
      )}
      {kind === 'of-namespace' && (
        <TextField
          size="S"
          label={t.namespaceInMap(label)}
          value={mapNamespaceOf(value)}
          onChange={(namespace) => set(kind, fieldOf(value), namespace)}
        />
      )}
    </Controls>
  )
}
