import type { DatasetDescription, Field } from '../../../model/answers/datasets.ts'
import { noFigure } from '../../components/figures.ts'
import { texts } from '../../texts.ts'
import { FieldTable } from './field-table.tsx'

/** A dataset's fields with their types. */
export function DatasetFields({ dataset }: { readonly dataset: DatasetDescription }) {
  return (
    <FieldTable
      label={texts.dataset.schema}
      fields={dataset.fields.flatMap((field) => withChildren(field))}
      typeOf={({ type }) => type}
      columns={[
        { name: texts.dataset.type, cell: ({ type }) => type },
        {
          name: texts.dataset.time,
          cell: ({ path }) => (path === dataset.timestamp ? texts.dataset.time : noFigure),
        },
        {
          name: texts.dataset.person,
          cell: ({ path }) => (path === dataset.personId ? texts.dataset.person : noFigure),
        },
      ]}
    />
  )
}

interface FieldRow {
  readonly path: string
  readonly type: string
}

function withChildren(field: Field, parent = ''): readonly FieldRow[] {
  const path = parent + field.path
  if (field.type !== 'list') {
    return [{ path, type: field.isUndecided ? texts.dataset.undecided : field.type }]
  }
  if ('of' in field) return [{ path, type: texts.dataset.list(field.of) }]
  const children = field.children.flatMap((child) => withChildren(child, `${path}.`))
  return [{ path, type: texts.dataset.listOfObjects }, ...children]
}
