import { Disclosure, DisclosurePanel, DisclosureTitle } from '@react-spectrum/s2/Disclosure'
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { FolderField } from '../../../components/folder-field.tsx'
import { TitleField } from '../../../components/title-field.tsx'
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
    <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
      <h1 className={style({ margin: 0, font: 'title', minWidth: 0 })}>
        <TitleField
          label={texts.builder.untitled}
          size="L"
          value={draft.name}
          placeholder={texts.builder.untitled}
          onChange={(name) => onChange({ ...draft, name })}
        />
      </h1>
      <Disclosure size="S" density="compact" isQuiet>
        <DisclosureTitle level={2}>{texts.builder.about}</DisclosureTitle>
        <DisclosurePanel>
          <div className={style({ display: 'grid', gap: 12, maxWidth: 480, paddingY: 8 })}>
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
          </div>
        </DisclosurePanel>
      </Disclosure>
    </div>
  )
}
