import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { FolderField } from '../../components/folder-field.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'
import { useChosenView } from './use-chosen-view.ts'

interface About {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly tags?: string[] | undefined
  readonly folder?: string | undefined
  readonly owner?: string | undefined
}

interface AboutFieldsProps {
  readonly document: About
  readonly onChange: (change: About) => void
  /** Whether the name is among the fields. */
  readonly isNamed: boolean
}

/** What a component says about itself. */
export function AboutFields({ document, onChange, isNamed }: AboutFieldsProps) {
  const dataView = useChosenView()
  return (
    <>
      {isNamed && (
        <TextField
          label={texts.definition.name}
          size="S"
          value={document.name ?? ''}
          onChange={(next) => onChange({ name: next || undefined })}
          styles={full}
        />
      )}
      <TextArea
        label={texts.definition.description}
        size="S"
        value={document.description ?? ''}
        onChange={(next) => onChange({ description: next || undefined })}
        styles={full}
      />
      <TextListField
        label={texts.definition.tags}
        description={texts.definition.tagsHint}
        value={document.tags ?? []}
        onChange={(next) => onChange({ tags: next.length === 0 ? undefined : [...next] })}
      />
      <FolderField
        dataView={dataView}
        value={document.folder ?? ''}
        onChange={(next) => onChange({ folder: next || undefined })}
      />
      <TextField
        label={texts.definition.owner}
        size="S"
        maxLength={255}
        value={document.owner ?? ''}
        onChange={(next) => onChange({ owner: next || undefined })}
        styles={full}
      />
    </>
  )
}

const full = style({ width: 'full' })
