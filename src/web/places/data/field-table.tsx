import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { Controls } from '../../components/controls.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FieldPicker } from '../../components/field-picker.tsx'
import { Pages } from '../../components/pages.tsx'
import { texts } from '../../texts.ts'

interface FieldTableProps<T> {
  readonly label: string
  readonly fields: readonly T[]
  /** What its type is called. */
  readonly typeOf: (field: T) => string
  /** What is said of a field beside its path. */
  readonly columns: readonly DataColumn<T>[]
}

/** As many as leave the page about a screen long. */
const fieldsPerPage = 12

const anyType = ''

/** Fields a page at a time, where there are many to be searched for by a part of their path and by type. */
export function FieldTable<T extends { readonly path: string }>({
  label,
  fields,
  typeOf,
  columns,
}: FieldTableProps<T>) {
  const [{ search, type, page }, setFilter] = useState({ search: '', type: anyType, page: 0 })
  const change = (more: { search?: string; type?: string; page?: number }) =>
    setFilter((before) => ({ ...before, page: 0, ...more }))
  const found = fields.filter(
    (field) =>
      field.path.toLowerCase().includes(search.toLowerCase()) &&
      (type === anyType || typeOf(field) === type),
  )
  const shownPage = Math.min(page, Math.max(0, Math.ceil(found.length / fieldsPerPage) - 1))
  const first = shownPage * fieldsPerPage
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      {fields.length > fieldsPerPage && (
        <Controls>
          <div className={style({ width: 240, maxWidth: 'full' })}>
            <SearchField
              size="S"
              label={texts.dataset.searchFields}
              value={search}
              onChange={(text) => change({ search: text })}
              onSubmit={() => undefined}
            />
          </div>
          <FieldPicker
            label={texts.dataset.ofType}
            fields={[anyType, ...new Set([...fields.map(typeOf), ...(type ? [type] : [])])]}
            names={{ [anyType]: texts.dataset.anyType }}
            value={type}
            onChange={(chosen) => change({ type: chosen })}
          />
        </Controls>
      )}
      {found.length === 0 && fields.length > 0 ? (
        <EmptyState title={texts.dataset.noFields}>{texts.dataset.noFieldsHint}</EmptyState>
      ) : (
        <DataTable
          label={label}
          rows={found.slice(first, first + fieldsPerPage)}
          keyOf={({ path }) => path}
          columns={[{ name: texts.dataset.field, cell: ({ path }) => path }, ...columns]}
        />
      )}
      <Pages
        page={shownPage}
        rowsPerPage={fieldsPerPage}
        rowCount={found.length}
        onPage={(next) => change({ page: next })}
      />
    </div>
  )
}
