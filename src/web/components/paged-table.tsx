import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { Pages } from './pages.tsx'

interface PagedTableProps<T> extends DataTableProps<T> {
  readonly rowsPerPage?: number
}

/** A table a page at a time; it has pages only where there is more than one. */
export function PagedTable<T>({ rows, rowsPerPage = 10, ...table }: PagedTableProps<T>) {
  const [page, setPage] = useState(0)
  const shownPage = Math.min(page, Math.max(0, Math.ceil(rows.length / rowsPerPage) - 1))
  const first = shownPage * rowsPerPage
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <DataTable {...table} rows={rows.slice(first, first + rowsPerPage)} />
      <Pages page={shownPage} rowsPerPage={rowsPerPage} rowCount={rows.length} onPage={setPage} />
    </div>
  )
}
