import { Link } from '@tanstack/react-router'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PolicyDenial } from '../../../model/answers/policies.ts'
import type { DataColumn } from '../../components/data-table.tsx'
import { PagedTable } from '../../components/paged-table.tsx'
import { texts } from '../../texts/index.ts'

interface DenialTableProps {
  readonly label: string
  readonly denials: readonly PolicyDenial[]
  /** Whether it is about several audiences. */
  readonly hasAudiences?: boolean
}

/** What is not allowed: by which policy, because of which field, and through what. */
export const DenialTable = ({ label, denials, hasAudiences = false }: DenialTableProps) => (
  <PagedTable
    label={label}
    rows={denials}
    keyOf={(denial) => JSON.stringify(denial)}
    columns={[policy, ...(hasAudiences ? [audience] : []), ...others]}
  />
)

const policy: DataColumn<PolicyDenial> = {
  name: texts.audiences.policy,
  cell: (denial) => denial.policy,
}

const audience: DataColumn<PolicyDenial> = {
  name: texts.policies.audience,
  cell: ({ audience: id }) =>
    id === null ? (
      texts.policies.profileChanges
    ) : (
      <Link to="/audiences/$id" params={{ id }} className={style({ color: 'neutral' })}>
        {id}
      </Link>
    ),
}

const others: readonly DataColumn<PolicyDenial>[] = [
  { name: texts.audiences.action, cell: ({ action }) => texts.audiences.actions[action] },
  {
    name: texts.audiences.field,
    cell: ({ dataset, field, label }) => `${dataset}.${field} (${label})`,
  },
  {
    name: texts.audiences.through,
    cell: ({ through }) => (through.length === 0 ? texts.audiences.directly : through.join(' → ')),
  },
  { name: texts.audiences.destination, cell: ({ destination }) => destination },
]
