import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PolicyStatus } from '../../../model/answers/policies.ts'
import { policiesQuery, type PolicyDocument, versionedQuery } from '../../api/index.ts'
import { DataTable } from '../../components/data-table.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { DeleteDialog } from '../definitions/delete-dialog.tsx'

interface PolicyTableProps {
  readonly policies: readonly PolicyStatus[]
  readonly onEdit: (id: string) => void
  readonly onDeleted: () => void
}

/** Policies with what each does not allow, and how much it blocks now. */
export function PolicyTable({ policies, onEdit, onDeleted }: PolicyTableProps) {
  const [doomed, setDoomed] = useState<PolicyStatus | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  return (
    <>
      {failure && <ProblemNotice error={failure} />}
      <DataTable
        label={texts.policies.title}
        rows={policies}
        keyOf={({ id }) => id}
        columns={[
          { name: texts.policies.name, cell: ({ id, name = id }) => name },
          { name: texts.policies.actions, cell: sayActions },
          { name: texts.policies.labels, cell: ({ labels }) => labels.join(', ') },
          {
            name: texts.policies.destinations,
            cell: ({ destinations }) => destinations?.join(', ') ?? texts.policies.all,
          },
          {
            name: texts.policies.blocks,
            cell: ({ denials }) =>
              denials.length === 0
                ? texts.policies.nothing
                : texts.policies.sendings(countSendings(denials)),
          },
          {
            name: texts.policies.change,
            cell: (policy) => (
              <RowButtons
                name={policy.name ?? policy.id}
                onEdit={() => onEdit(policy.id)}
                onDelete={() => setDoomed(policy)}
              />
            ),
          },
        ]}
      />
      <DialogContainer onDismiss={() => setDoomed(null)}>
        {doomed && <Deleting policy={doomed} onDeleted={onDeleted} onFailed={setFailure} />}
      </DialogContainer>
    </>
  )
}

const sayActions = ({ actions }: PolicyStatus): string =>
  actions.map((action) => texts.audiences.actions[action]).join(', ')

/** One is denied because of several fields. */
const countSendings = (denials: PolicyStatus['denials']): number =>
  new Set(denials.map(({ audience, destination }) => `${audience}:${destination}`)).size

interface RowButtonsProps {
  readonly name: string
  readonly onEdit: () => void
  readonly onDelete: () => void
}

const RowButtons = ({ name, onEdit, onDelete }: RowButtonsProps) => (
  <span className={style({ display: 'flex', gap: 4, width: 'max' })}>
    <ActionButton size="XS" aria-label={texts.policies.editOf(name)} onPress={onEdit}>
      {texts.policies.edit}
    </ActionButton>
    <ActionButton size="XS" aria-label={texts.policies.deleteOf(name)} onPress={onDelete}>
      {texts.policies.delete}
    </ActionButton>
  </span>
)

interface DeletingProps {
  readonly policy: PolicyStatus
  readonly onDeleted: () => void
  readonly onFailed: (error: Error) => void
}

function Deleting({ policy: { id, name }, onDeleted, onFailed }: DeletingProps) {
  const client = useQueryClient()
  const { data: saved } = useQuery(versionedQuery<PolicyDocument>('policy', id))
  if (saved === undefined) return null
  return (
    <DeleteDialog
      of={{ kind: 'policy', id, version: saved.version, name }}
      follows={texts.policies.deleteText}
      onDeleted={() => {
        onDeleted()
        void client.invalidateQueries(policiesQuery)
      }}
      onFailed={onFailed}
    />
  )
}
