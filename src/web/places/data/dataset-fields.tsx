import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { DatasetDescription, Field } from '../../../model/answers/datasets.ts'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts.ts'

/** As many as leave the page about a screen long. */
const SHOWN = 12

/** A dataset's fields with their types; of many those that are searched for. */
export function DatasetFields({ dataset }: { readonly dataset: DatasetDescription }) {
  const [search, setSearch] = useState('')
  const rows = dataset.fields.flatMap((field) => withChildren(field))
  const found = rows.filter(({ path }) => path.toLowerCase().includes(search.toLowerCase()))
  const more = found.length - SHOWN
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      {rows.length > SHOWN && (
        <div className={style({ width: 240, maxWidth: 'full' })}>
          <SearchField
            size="S"
            label={texts.import.searchFields}
            value={search}
            onChange={setSearch}
          />
        </div>
      )}
      <DataTable
        label={texts.dataset.schema}
        rows={found.slice(0, SHOWN)}
        keyOf={({ path }) => path}
        columns={[
          { name: texts.dataset.field, cell: ({ path }) => path },
          { name: texts.dataset.type, cell: ({ type }) => type },
          {
            name: texts.dataset.time,
            cell: ({ path }) => (path === dataset.timestamp ? texts.dataset.time : noFigure),
          },
        ]}
      />
      {more > 0 && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.import.moreFields(printFigure(more))}
        </p>
      )}
    </div>
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
