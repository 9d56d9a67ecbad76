import { Form } from '@react-spectrum/s2/Form'
import { Radio, RadioGroup } from '@react-spectrum/s2/RadioGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceStatus } from '../../../model/answers/sources.ts'
import { ofSources, putVersioned, type SourceDocument } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { FormButtons } from '../../components/form-buttons.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { KindFields } from './settings/kind-fields.tsx'
import { beginAs, isWhole, kindOf } from './source-document.ts'

const begun: SourceDocument = { kind: 'source', id: '', dataset: '', ...beginAs('sdk') }

/** A form for a source: SDKs, a folder or bucket, or a table. */
export function NewSource({ onCancel }: { readonly onCancel: () => void }) {
  const [document, setDocument] = useState(begun)
  const make = useMake()
  const change = (part: Partial<SourceDocument>) => setDocument({ ...document, ...part })
  return (
    <Card title={texts.sources.add}>
      <Form
        size="S"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate(document)
        }}
      >
        {make.error && <ProblemNotice error={make.error} />}
        <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 16 })}>
          <TextField
            label={texts.sources.id}
            value={document.id}
            onChange={(id) => change({ id })}
            isRequired
            autoFocus
          />
          <TextField
            label={texts.data.dataset}
            description={texts.sources.datasetHint}
            placeholder={document.id}
            value={document.dataset}
            onChange={(dataset) => change({ dataset })}
          />
        </div>
        <RadioGroup
          label={texts.sources.kind}
          orientation="horizontal"
          value={kindOf(document)}
          onChange={(kind) => change(beginAs(kind as SourceStatus['kind']))}
        >
          {(['sdk', 'folder', 'table'] as const).map((kind) => (
            <Radio key={kind} value={kind}>
              {texts.sources.kinds[kind]}
            </Radio>
          ))}
        </RadioGroup>
        <KindFields document={document} change={change} />
        <FormButtons
          submit={texts.sources.make}
          isDisabled={!isWhole(document) || make.isPending}
          onCancel={onCancel}
        />
      </Form>
    </Card>
  )
}

/** Nobody else's source of the same id is replaced. */
function useMake() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (document: SourceDocument) =>
      putVersioned({ ...document, dataset: document.dataset || document.id }, 0),
    onSuccess: async (_, { id }) => {
      await client.invalidateQueries({ queryKey: ofSources })
      await navigate({ to: '/sources/$id', params: { id } })
    },
  })
}
