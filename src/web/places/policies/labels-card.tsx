import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { useState } from 'react'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { LabelForm } from './label-form.tsx'
import { type LabelledField, useLabels } from './use-labels.ts'

/** Fields and what they are. */
export function LabelsCard() {
  const { fields, error } = useLabels()
  const [edited, setEdited] = useState<LabelledField | 'new' | null>(null)
  const add = (
    <ActionButton size="S" isDisabled={edited === 'new'} onPress={() => setEdited('new')}>
      {texts.policies.label}
    </ActionButton>
  )
  return (
    <Card title={texts.policies.labelled} actions={add}>
      {error && <ProblemNotice error={error} />}
      {!error && fields === undefined && <SkeletonRows />}
      {edited !== null && (
        <LabelForm
          key={edited === 'new' ? '' : `${edited.dataset}.${edited.field}`}
          {...(edited !== 'new' && { begun: edited })}
          onDone={() => setEdited(null)}
        />
      )}
      {fields?.length === 0 && (
        <EmptyState title={texts.policies.noLabels}>{texts.policies.noLabelsHint}</EmptyState>
      )}
      {fields && fields.length > 0 && (
        <DataTable
          label={texts.policies.labelled}
          rows={fields}
          keyOf={({ dataset, field }) => `${dataset}.${field}`}
          columns={[
            { name: texts.policies.field, cell: ({ dataset, field }) => `${dataset}.${field}` },
            { name: texts.policies.labels, cell: ({ labels }) => labels.join(', ') },
            {
              name: texts.policies.change,
              cell: (row) => (
                <ActionButton
                  size="XS"
                  aria-label={texts.policies.editOf(`${row.dataset}.${row.field}`)}
                  onPress={() => setEdited(row)}
                >
                  {texts.policies.edit}
                </ActionButton>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}
