import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { skippedQuery } from '../../api/index.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { Pages } from '../../components/pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts.ts'

/** As many as leave the page about a screen long. */
const rowsPerPage = 12

/** The rows that imports of a dataset put aside, a page at a time. */
export function SkippedRows({ id }: { readonly id: string }) {
  const [place, setPlace] = useState(0)
  // Nobody tells how many there are: a row more than is shown says that there is a next page.
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...skippedQuery(id, place, rowsPerPage + 1),
    placeholderData: keepPreviousData,
  })
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <SkeletonRows />
  const { first } = data
  const rows = data.rows.slice(0, rowsPerPage)
  if (first + rows.length === 0) {
    return <EmptyState title={texts.dataset.noSkipped}>{texts.dataset.noSkippedHint}</EmptyState>
  }
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })} aria-busy={isPlaceholderData}>
      <DataTable
        label={texts.dataset.skippedRows}
        rows={rows}
        keyOf={({ batch, rowNumber }) => `${batch}-${rowNumber}`}
        columns={[
          { name: texts.dataset.rowNumber, cell: ({ rowNumber }) => printFigure(rowNumber) },
          { name: texts.dataset.batch, cell: ({ batch }) => batch },
          { name: texts.dataset.reason, cell: ({ reason }) => reason },
          { name: texts.dataset.text, cell: ({ raw }) => <code className={code}>{raw}</code> },
        ]}
      />
      <Pages
        page={first / rowsPerPage}
        rowsPerPage={rowsPerPage}
        rowCount={first + rows.length}
        hasMore={data.rows.length > rowsPerPage}
        onPage={(page) => setPlace(page * rowsPerPage)}
      />
    </div>
  )
}

const code = style({ font: 'code-xs', overflowWrap: 'anywhere' })
