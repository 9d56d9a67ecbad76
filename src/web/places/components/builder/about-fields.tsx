import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { AboutHead } from '../../../components/about-head.tsx'
import { FolderField } from '../../../components/folder-field.tsx'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import type { SegmentDraft } from './segment-document.ts'

interface AboutFieldsProps {
  readonly draft: SegmentDraft
  readonly onChange: (draft: SegmentDraft) => void
}

/** What the segment is called, and what else is said about it. */
export function AboutFields({ draft, onChange }: AboutFieldsProps) {
  const { dataView } = useBuilder()
  return (
    <AboutHead
      label={texts.builder.untitled}
      name={draft.name}
      onName={(name) => onChange({ ...draft, name })}
      about={texts.builder.about}
    >
      <TextArea
        label={texts.builder.description}
        size="S"
        value={draft.description}
        onChange={(description) => onChange({ ...draft, description })}
      />
      <TextField
        label={texts.builder.tags}
        size="S"
        value={draft.tags}
        onChange={(tags) => onChange({ ...draft, tags })}
      />
      <FolderField
        dataView={dataView}
        value={draft.folder}
        onChange={(folder) => onChange({ ...draft, folder })}
      />
    </AboutHead>
  )
}
