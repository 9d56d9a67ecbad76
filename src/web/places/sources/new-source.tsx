import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CheckboxGroup } from '@react-spectrum/s2/CheckboxGroup'
import { Form } from '@react-spectrum/s2/Form'
import { Radio, RadioGroup } from '@react-spectrum/s2/RadioGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceStatus } from '../../../model/answers/sources.ts'
import { ofSources, postDefinitions } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { FormButtons } from '../../components/form-buttons.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { defaultDraft, type SourceDraft, toSource } from './source-draft.ts'

/** A form for a source: SDKs, a folder or bucket, or a table. */
export function NewSource({ onCancel }: { readonly onCancel: () => void }) {
  const [draft, setDraft] = useState(defaultDraft)
  const make = useMake()
  const set = (changed: Partial<SourceDraft>) => setDraft({ ...draft, ...changed })
  return (
    <Card title={texts.sources.add}>
      <Form
        size="S"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate(draft)
        }}
      >
        {make.error && <ProblemNotice error={make.error} />}
        <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 16 })}>
          <TextField
            label={texts.sources.id}
            value={draft.id}
            onChange={(id) => set({ id })}
            isRequired
            autoFocus
          />
          <TextField
            label={texts.data.dataset}
            description={texts.sources.datasetHint}
            placeholder={draft.id}
            value={draft.dataset}
            onChange={(dataset) => set({ dataset })}
          />
        </div>
        <RadioGroup
          label={texts.sources.kind}
          orientation="horizontal"
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as SourceStatus['kind'] })}
        >
          {(['sdk', 'folder', 'table'] as const).map((kind) => (
            <Radio key={kind} value={kind}>
              {texts.sources.kinds[kind]}
            </Radio>
          ))}
        </RadioGroup>
        <KindFields draft={draft} onChange={set} />
        <FormButtons
          submit={texts.sources.make}
          isDisabled={draft.id === '' || make.isPending}
          onCancel={onCancel}
        />
      </Form>
    </Card>
  )
}

function useMake() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (draft: SourceDraft) => postDefinitions([toSource(draft)]),
    onSuccess: async (_, { id }) => {
      await client.invalidateQueries({ queryKey: ofSources })
      await navigate({ to: '/sources/$id', params: { id } })
    },
  })
}

interface KindFieldsProps {
  readonly draft: SourceDraft
  readonly onChange: (changed: Partial<SourceDraft>) => void
}

/** What a source of a kind must know. */
function KindFields({ draft, onChange }: KindFieldsProps) {
  if (draft.kind === 'sdk') {
    return (
      <CheckboxGroup
        label={texts.sources.protocols}
        orientation="horizontal"
        value={[...draft.protocols]}
        onChange={(protocols) => onChange({ protocols: protocols as SourceDraft['protocols'] })}
      >
        {Object.entries(texts.sources.protocolNames).map(([id, name]) => (
          <Checkbox key={id} value={id}>
            {name}
          </Checkbox>
        ))}
      </CheckboxGroup>
    )
  }
  const fields =
    draft.kind === 'folder' ? (['path'] as const) : (['url', 'table', 'cursor'] as const)
  return (
    <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 16 })}>
      {fields.map((field) => (
        <TextField
          key={field}
          label={texts.sources.fields[field].label}
          description={texts.sources.fields[field].hint}
          value={draft[field]}
          onChange={(value) => onChange({ [field]: value })}
          isRequired
          styles={style({ width: 288 })}
        />
      ))}
      <TextField
        label={texts.sources.every}
        value={draft.every}
        onChange={(every) => onChange({ every })}
        isRequired
      />
    </div>
  )
}
