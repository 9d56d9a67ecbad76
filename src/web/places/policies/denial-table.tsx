import { Link } from '@tanstack/react-router'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { RequestDenial } from '../../../model/answers/policies.ts'
import type { DataColumn } from '../../components/data-table.tsx'
import { PagedTable } from '../../components/paged-table.tsx'
import { FieldLink, PolicyLink, Way } from '../../components/way.tsx'
import { texts } from '../../texts/index.ts'

/** What is not allowed, and where that is known of whom or what. */
export interface ShownDenial extends RequestDenial {
  /** null: changes of profiles. */
  readonly audience?: string | null
  readonly destination?: string
  /** An address, or a destination. */
  readonly to?: string
  /** What a visualization is called. */
  readonly name?: string
}

const link = style({ color: 'neutral' })

const more = {
  audience: {
    name: texts.policies.audience,
    cell: ({ audience: id = null }) =>
      id === null ? (
        texts.policies.profileChanges
      ) : (
        <Link to="/audiences/$id" params={{ id }} className={link}>
          {id}
        </Link>
      ),
  },
  destination: {
    name: texts.audiences.destination,
    cell: ({ destination: id = '' }) => (
      <Link to="/destinations/$id" params={{ id }} className={link}>
        {id}
      </Link>
    ),
  },
  to: { name: texts.notices.told, cell: ({ to }) => to },
  name: { name: texts.policies.visualization, cell: ({ name }) => name },
} as const satisfies Readonly<Record<string, DataColumn<ShownDenial>>>

interface DenialTableProps<T extends ShownDenial> {
  readonly label: string
  readonly denials: readonly T[]
  /** Whose components are read. */
  readonly dataViewOf: (denial: T) => string | undefined
  /** What is told beside policy, action, field and way. */
  readonly columns: readonly (keyof typeof more)[]
}

/** What is not allowed: by which policy, because of which field, and through what. */
export const DenialTable = <T extends ShownDenial>(props: DenialTableProps<T>) => (
  <PagedTable
    label={props.label}
    rows={props.denials}
    keyOf={(denial) => JSON.stringify(denial)}
    columns={[
      { name: texts.audiences.policy, cell: ({ policy }) => <PolicyLink id={policy} /> },
      ...(props.columns.includes('audience') ? [more.audience] : []),
      ...(props.columns.includes('name') ? [more.name] : []),
      { name: texts.audiences.action, cell: ({ action }) => texts.audiences.actions[action] },
      {
        name: texts.audiences.field,
        cell: ({ dataset, field, label }) => (
          <>
            <FieldLink dataset={dataset} field={field} /> ({label})
          </>
        ),
      },
      {
        name: texts.audiences.through,
        cell: (denial) =>
          denial.through.length === 0 ? (
            texts.audiences.directly
          ) : (
            <Way through={denial.through} dataView={props.dataViewOf(denial)} />
          ),
      },
      ...(props.columns.includes('destination') ? [more.destination] : []),
      ...(props.columns.includes('to') ? [more.to] : []),
    ]}
  />
)
