import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { DataTable } from '../../components/data-table.tsx'
import { texts } from '../../texts/index.ts'
import { sayUsers } from './delete-field.tsx'
import type { FieldDocument } from './field-document.ts'
import { FieldMenu } from './field-menu.tsx'
import { nameFunction, type Surroundings } from './list-inputs.ts'

/** Derived fields with what they do and what reads them. */
export function FieldTable({ around }: { readonly around: Surroundings }) {
  const { view, functions } = around
  const { derivedFields: said } = texts
  const namesOf = ({ rules }: FieldDocument) => [
    ...new Set(rules.map((rule) => nameFunction(functions, rule.function))),
  ]
  return (
    <DataTable
      label={said.title}
      rows={view.derivedFields ?? []}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.definition.name,
          cell: (field) => <FieldLink view={view.id} field={field} />,
        },
        { name: said.description, cell: ({ description = '' }) => description },
        { name: said.functions, cell: (field) => namesOf(field).join(', ') },
        { name: said.usedAs, cell: ({ id }) => sayUsers(view, id).join(', ') || said.notUsed },
        {
          name: texts.definition.more,
          cell: (field) => <FieldMenu view={view} field={field} />,
        },
      ]}
    />
  )
}

interface FieldLinkProps {
  readonly view: string
  readonly field: FieldDocument
}

const FieldLink = ({ view, field: { id, name = id } }: FieldLinkProps) => (
  <Link
    to="/data/data-views/$id/derived-fields/$fieldId"
    params={{ id: view, fieldId: id }}
    className={style({ color: 'neutral' })}
  >
    {name}
  </Link>
)
