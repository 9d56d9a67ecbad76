import { Form } from '@react-spectrum/s2/Form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Field } from '../../../model/answers/datasets.ts'
import {
  type DatasetDocument,
  datasetsQuery,
  ofAudiences,
  policiesQuery,
  putVersioned,
  versionedQuery,
} from '../../api/index.ts'
import { ComponentPicker } from '../../components/component-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { FormButtons } from '../../components/form-buttons.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'
import type { LabelledField } from './use-labels.ts'

interface LabelFormProps {
  /** The field whose labels are edited; any when left out. */
  readonly begun?: LabelledField
  readonly onDone: () => void
}

/** Says what a field is. */
export function LabelForm({ begun, onDone }: LabelFormProps) {
  const { data: datasets = [] } = useQuery(datasetsQuery)
  const [labelled, setLabelled] = useState<LabelledField>(
    begun ?? { dataset: '', field: '', labels: [] },
  )
  const write = useWriteLabels(onDone)
  const fields = datasets.find(({ id }) => id === labelled.dataset)?.fields ?? []
  const choicesOf = (ids: readonly string[]) => ids.map((id) => ({ id, name: id }))
  return (
    <Form
      size="S"
      onSubmit={(event) => {
        event.preventDefault()
        write.mutate(labelled)
      }}
    >
      {begun === undefined && (
        <Controls>
          <ComponentPicker
            label={texts.policies.dataset}
            groups={[
              { name: texts.policies.dataset, choices: choicesOf(datasets.map(({ id }) => id)) },
            ]}
            value={labelled.dataset}
            onChange={(dataset) => setLabelled({ ...labelled, dataset, field: '' })}
          />
          <ComponentPicker
            key={labelled.dataset}
            label={texts.policies.field}
            groups={[{ name: texts.policies.field, choices: choicesOf(fields.flatMap(pathsOf)) }]}
            value={labelled.field}
            onChange={(field) => setLabelled({ ...labelled, field })}
          />
        </Controls>
      )}
      <TextListField
        label={begun === undefined ? texts.policies.labels : `${begun.dataset}.${begun.field}`}
        description={texts.policies.labelHint}
        value={labelled.labels}
        onChange={(labels) => setLabelled({ ...labelled, labels })}
      />
      {write.error && <ProblemNotice error={write.error} />}
      <FormButtons
        submit={texts.policies.saveLabels}
        isDisabled={labelled.field === '' || write.isPending}
        onCancel={onDone}
      />
    </Form>
  )
}

/** Of a list also its children. */
const pathsOf = (field: Field): readonly string[] => [
  field.path,
  ...('children' in field
    ? field.children.flatMap(pathsOf).map((path) => `${field.path}.${path}`)
    : []),
]

/** Only the field's labels are written, upon whatever the dataset says by then. */
function useWriteLabels(onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ dataset, field, labels }: LabelledField) => {
      const query = versionedQuery<DatasetDocument>('dataset', dataset)
      const { document, version } = await client.fetchQuery({ ...query, staleTime: 0 })
      const { [field]: _, ...others } = document.labels ?? {}
      const all = labels.length === 0 ? others : { ...others, [field]: [...labels] }
      return putVersioned({ ...document, labels: all }, version)
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['definitions', 'dataset'] })
      for (const queryKey of [policiesQuery.queryKey, ['labels'], ['data-views'], ofAudiences]) {
        void client.invalidateQueries({ queryKey })
      }
      onDone()
    },
  })
}
