import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CheckboxGroup } from '@react-spectrum/s2/CheckboxGroup'
import { Form } from '@react-spectrum/s2/Form'
import { TextField } from '@react-spectrum/s2/TextField'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  destinationsQuery,
  ofAudiences,
  ofDestinations,
  policiesQuery,
  type PolicyDocument,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { FormButtons } from '../../components/form-buttons.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { TextChooser } from '../../components/text-chooser.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'
import { DraftConflictNotice } from '../definitions/draft-conflict.tsx'
import { NameField } from '../definitions/name-field.tsx'
import { type Draft, useDraft } from '../definitions/use-draft.ts'
import { useLabels } from './use-labels.ts'

interface DoneProps {
  readonly onDone: () => void
}

const blank: Versioned<PolicyDocument> = {
  document: { kind: 'policy', id: '', labels: [], actions: [] },
  version: 0,
}

/** A policy that is not there yet. */
export const NewPolicy = ({ onDone }: DoneProps) => {
  const draft = useDraft(blank)
  const { document, change } = draft
  return (
    <PolicyForm title={texts.policies.new} draft={draft} onDone={onDone}>
      <NameField name={document.name ?? ''} onChange={change} />
    </PolicyForm>
  )
}

/** One that is there, to be edited. */
export function SavedPolicy({ id, onDone }: DoneProps & { readonly id: string }) {
  const { data: saved, error } = useQuery(versionedQuery<PolicyDocument>('policy', id))
  if (error) return <ProblemNotice error={error} />
  return saved === undefined ? <SkeletonRows /> : <EditedPolicy saved={saved} onDone={onDone} />
}

function EditedPolicy({
  saved,
  onDone,
}: DoneProps & { readonly saved: Versioned<PolicyDocument> }) {
  const draft = useDraft(saved)
  const { document, change } = draft
  return (
    <PolicyForm title={texts.policies.editTitle(document.id)} draft={draft} onDone={onDone}>
      <TextField
        label={texts.definition.name}
        size="S"
        value={document.name ?? ''}
        onChange={(name) => change({ name: name || undefined })}
      />
    </PolicyForm>
  )
}

interface PolicyFormProps extends DoneProps {
  readonly title: string
  readonly draft: Draft<PolicyDocument>
  /** Its name. */
  readonly children: React.ReactNode
}

function PolicyForm({ title, draft, onDone, children }: PolicyFormProps) {
  const { document, save, discard, isChanged, isSaving, error } = draft
  const client = useQueryClient()
  const [isTold, setTold] = useState(false)
  const isWhole = document.id !== '' && document.labels.length > 0 && document.actions.length > 0
  const submit = async () => {
    setTold(!isWhole)
    if (!isWhole || (isChanged && !(await save()))) return
    for (const queryKey of [policiesQuery.queryKey, ofAudiences, ofDestinations]) {
      void client.invalidateQueries({ queryKey })
    }
    onDone()
  }
  return (
    <Card title={title}>
      <Form
        size="S"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {children}
        <PolicyFields draft={draft} />
        <DraftConflictNotice {...draft} />
        {error && <ProblemNotice error={error} />}
        {isTold && !isWhole && <span role="alert">{texts.policies.incomplete}</span>}
        <FormButtons
          submit={texts.definition.save}
          isDisabled={isSaving}
          onCancel={() => {
            discard()
            onDone()
          }}
        />
      </Form>
    </Card>
  )
}

function PolicyFields({ draft: { document, change } }: { readonly draft: Draft<PolicyDocument> }) {
  const { data: destinations = [] } = useQuery(destinationsQuery)
  const { labels: known } = useLabels()
  return (
    <>
      <TextListField
        label={texts.policies.labels}
        description={texts.policies.labelsHint(known)}
        value={document.labels}
        onChange={(labels) => change({ labels: [...labels] })}
      />
      <CheckboxGroup
        label={texts.policies.actions}
        orientation="horizontal"
        value={document.actions}
        onChange={(actions) => change({ actions: actions as PolicyDocument['actions'] })}
      >
        {Object.entries(texts.audiences.actions).map(([id, name]) => (
          <Checkbox key={id} value={id}>
            {name}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <TextChooser
        label={texts.policies.destinations}
        placeholder={texts.policies.addDestination}
        none={texts.policies.allDestinations}
        choices={destinations.map(({ id }) => id)}
        value={document.destinations ?? []}
        onChange={(next) => change({ destinations: next.length === 0 ? undefined : [...next] })}
      />
    </>
  )
}
