import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { DatasetDescription, SkippedRow } from '../../../model/answers/datasets.ts'
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import { getOwn } from '../../../model/own.ts'
import { replaySkipped, skippedCountsQuery, skippedQuery } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { Pages } from '../../components/pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { useToldRowRefusal } from '../../components/use-denied-export.ts'
import type { AsideRow, MendedRow } from '../../mend/mending.ts'
import { MendingGrid } from '../../mend/mending-grid.tsx'
import { texts } from '../../texts/index.ts'

const route = getRouteApi('/datasets/$id')

/** As many as can be changed together. */
const rowsPerPage = 500

const allReasons = ''

const sayReason = (reason: string): string => getOwn(texts.dataset.reasons, reason) ?? reason

/** The rows that imports of a dataset put aside, by reason, to be mended and read once more. */
export function SkippedRows({ dataset }: { readonly dataset: DatasetDescription }) {
  const { id } = dataset
  const { aside: reason } = route.useSearch()
  const [place, setPlace] = useState(0)
  const counts = useQuery(skippedCountsQuery(id))
  const page = useQuery({
    ...skippedQuery(id, { reason, first: place, limit: rowsPerPage }),
    placeholderData: keepPreviousData,
  })
  const replay = useReplay(id, () => setPlace(0))
  const findCopyRefusal = useToldRowRefusal({ of: 'datasets', id })
  const rows = useMemo(() => page.data?.rows.map(toAside), [page.data])
  const error = counts.error ?? page.error
  if (error) return <ProblemNotice error={error} onRetry={() => void page.refetch()} />
  if (counts.data === undefined || rows === undefined) return <SkeletonRows />
  const byReason = addUp(counts.data)
  if (byReason.size === 0) {
    return <EmptyState title={texts.dataset.noSkipped}>{texts.dataset.noSkippedHint}</EmptyState>
  }
  const all = [...byReason.values()].reduce((sum, count) => sum + count, 0)
  return (
    <div className={list} aria-busy={page.isPlaceholderData}>
      <Reasons
        dataset={id}
        reason={reason}
        byReason={byReason}
        all={all}
        onChange={() => setPlace(0)}
      />
      <MendingGrid
        label={texts.dataset.skippedRows}
        rows={rows}
        sayReason={sayReason}
        isList={(column) =>
          dataset.fields.some(({ path, type }) => path === column && type === 'list')
        }
        findCopyRefusal={findCopyRefusal}
        onReplay={replay}
      />
      <Pages
        page={place / rowsPerPage}
        rowsPerPage={rowsPerPage}
        rowCount={reason === undefined ? all : (byReason.get(reason) ?? 0)}
        onPage={(next) => setPlace(next * rowsPerPage)}
      />
    </div>
  )
}

interface ReasonsProps {
  readonly dataset: string
  readonly reason: string | undefined
  readonly byReason: ReadonlyMap<string, number>
  readonly all: number
  readonly onChange: () => void
}

function Reasons({ dataset, reason, byReason, all, onChange }: ReasonsProps) {
  const navigate = useNavigate()
  const t = texts.dataset
  const choices = {
    [allReasons]: t.reasonCount(t.allReasons, printFigure(all)),
    ...Object.fromEntries(
      [...byReason].map(([id, count]) => [id, t.reasonCount(sayReason(id), printFigure(count))]),
    ),
    ...(reason !== undefined &&
      !byReason.has(reason) && { [reason]: t.reasonCount(sayReason(reason), '0') }),
  }
  return (
    <div className={style({ width: 288, maxWidth: 'full' })}>
      <ChoicePicker
        label={t.byReason}
        value={reason ?? allReasons}
        choices={choices}
        onChange={(chosen) => {
          onChange()
          void navigate({
            to: '/datasets/$id',
            params: { id: dataset },
            search: ({ aside: _, ...others }) =>
              chosen === allReasons ? others : { ...others, aside: chosen },
            resetScroll: false,
          })
        }}
      />
    </div>
  )
}

function addUp(counts: readonly { readonly reason: string; readonly rows: number }[]) {
  const byReason = new Map<string, number>()
  for (const { reason, rows } of counts) byReason.set(reason, (byReason.get(reason) ?? 0) + rows)
  return byReason
}

const toAside = ({ batch, rowNumber, ...row }: SkippedRow): AsideRow => ({
  ...row,
  key: `${batch} ${rowNumber}`,
  name: texts.dataset.ofBatch(printFigure(rowNumber), batch),
})

function toPlace({ key }: MendedRow) {
  const [batch, rowNumber] = key.split(' ').map(Number)
  return { batch: batch!, rowNumber: rowNumber! }
}

/** Mended rows and rows as they are become a batch each. */
function useReplay(id: string, onDone: () => void) {
  const client = useQueryClient()
  return async (rows: readonly MendedRow[]): Promise<string> => {
    const mended = rows.filter(({ value }) => value !== undefined)
    const others = rows.filter(({ value }) => value === undefined)
    const outcomes: ImportOutcome[] = []
    try {
      if (mended.length > 0) {
        const values = mended.map(({ value }) => value!)
        outcomes.push(await replaySkipped(id, mended.map(toPlace), values))
      }
      if (others.length > 0) outcomes.push(await replaySkipped(id, others.map(toPlace)))
    } finally {
      onDone()
      await client.invalidateQueries()
    }
    return sayOutcome(outcomes)
  }
}

function sayOutcome(outcomes: readonly ImportOutcome[]): string {
  const sum = (of: (outcome: ImportOutcome) => number) =>
    outcomes.reduce((all, outcome) => all + of(outcome), 0)
  const skipped = addUp(
    outcomes.flatMap((outcome) =>
      Object.entries(outcome.skipped).map(([reason, rows]) => ({ reason, rows })),
    ),
  )
  const aside = [...skipped].map(([reason, rows]) =>
    texts.dataset.reasonCount(sayReason(reason), printFigure(rows)),
  )
  return texts.mend.outcome(
    printFigure(sum(({ added }) => added)),
    sum(({ duplicates }) => duplicates),
    aside.join(', '),
  )
}

const list = style({
  display: 'grid',
  gridTemplateColumns: ['minmax(0, 1fr)'],
  gap: 12,
  minWidth: 0,
})
