import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, useState } from 'react'
import { Controls } from '../../components/controls.tsx'
import type { DataColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FieldPicker } from '../../components/field-picker.tsx'
import { PagedTable } from '../../components/paged-table.tsx'
import { texts } from '../../texts/index.ts'

interface FieldTableProps<T> {
  readonly label: string
  readonly fields: readonly T[]
  /** What its type is called. */
  readonly typeOf: (field: T) => string
  /** How its path is shown, where it is more than a text. */
  readonly nameOf?: (field: T) => ReactNode
  /** What is said of a field beside its path. */
  readonly columns: readonly DataColumn<T>[]
}

/** As many as leave the page about a screen long. */
export const fieldsPerPage = 12

const anyType = ''

/** Fields a page at a time, where there are many to be searched for by a part of their path and by type. */
export function FieldTable<T extends { readonly path: string }>({
  label,
  fields,
  typeOf,
  nameOf = ({ path }) => path,
  columns,
}: FieldTableProps<T>) {
  const [{ search, type }, setFilter] = useState({ search: '', type: anyType })
  const change = (more: { search?: string; type?: string }) =>
    setFilter((before) => ({ ...before, ...more }))
  const found = fields.filter(
    (field) =>
      field.path.toLowerCase().includes(search.toLowerCase()) &&
      (type === anyType || typeOf(field) === type),
  )
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
        <PagedTable
          key={`${type} ${search}`}
          label={label}
          rows={found}
          rowsPerPage={fieldsPerPage}
          keyOf={({ path }) => path}
          columns={[{ name: texts.dataset.field, cell: nameOf }, ...columns]}
        />
      )}
    </div>
  )
}
