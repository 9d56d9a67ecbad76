import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ofSources, resetSource, type SourceDocument, type Versioned } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'
import { DraftConflictNotice } from '../definitions/draft-conflict.tsx'
import { MoreMenu } from '../definitions/more-menu.tsx'
import { SaveButtons } from '../definitions/save-buttons.tsx'
import { useDraft } from '../definitions/use-draft.ts'
import { SendingFields } from './settings/sdk-fields.tsx'
import { KindFields } from './settings/kind-fields.tsx'
import { kindOf } from './source-document.ts'

/** Everything that a source is told. */
export function SettingsCard({ saved }: { readonly saved: Versioned<SourceDocument> }) {
  const client = useQueryClient()
  const draft = useDraft(saved)
  const { document, change, error } = draft
  const t = texts.sources
  const save = async () => {
    const isSaved = await draft.save()
    if (isSaved) void client.invalidateQueries({ queryKey: ofSources })
    return isSaved
  }
  return (
    <Card
      title={t.settings}
      actions={
        <>
          <SaveButtons draft={{ ...draft, save }} group={t.title} />
          <SourceMenu document={document} version={draft.version} discard={draft.discard} />
        </>
      }
    >
      <DraftConflictNotice {...draft} />
      {error && <ProblemNotice error={error} />}
      <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 16 })}>
        <TextField
          label={texts.definition.name}
          size="S"
          value={document.name ?? ''}
          placeholder={document.id}
          onChange={(name) => change({ name: name || undefined })}
        />
        <TextField
          label={texts.data.dataset}
          description={t.datasetHint}
          size="S"
          isRequired
          value={document.dataset}
          onChange={(dataset) => change({ dataset })}
        />
      </div>
      <KindFields document={document} change={change} />
      {kindOf(document) === 'sdk' && <SendingFields document={document} change={change} />}
      <TextArea
        label={texts.definition.description}
        size="S"
        value={document.description ?? ''}
        onChange={(description) => change({ description: description || undefined })}
        styles={style({ width: 'full' })}
      />
      <TextListField
        label={texts.definition.tags}
        description={texts.definition.tagsHint}
        value={document.tags ?? []}
        onChange={(tags) => change({ tags: tags.length === 0 ? undefined : [...tags] })}
      />
    </Card>
  )
}

interface SourceMenuProps {
  readonly document: SourceDocument
  readonly version: number
  readonly discard: () => void
}

/** What is done with a source now and then. */
function SourceMenu({ document, version, discard }: SourceMenuProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [error, setError] = useState<Error | null>(null)
  const { id, name } = document
  const reset = () =>
    resetSource(id).then(() => client.invalidateQueries({ queryKey: ofSources }), setError)
  const others = [{ id: 'reset', label: texts.sources.reset, run: () => void reset() }]
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <MoreMenu
        of={{ kind: 'source', id, version, name }}
        follows={texts.sources.deleteFollows}
        others={kindOf(document) === 'sdk' ? [] : others}
        onDeleted={() => {
          discard()
          void navigate({ to: '/sources' })
          void client.invalidateQueries({ queryKey: ofSources, exact: true })
        }}
        onFailed={setError}
      />
    </>
  )
}
