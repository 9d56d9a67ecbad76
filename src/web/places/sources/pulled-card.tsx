import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Pulled } from '../../../model/answers/sources.ts'
import { ofSources, pulledQuery, runSource } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure, printInstant } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { PagedTable } from '../../components/paged-table.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { printAgo } from '../../components/print-ago.ts'

/** How far a folder, bucket or table was read, and reading it now. */
export function PulledCard({ id }: { readonly id: string }) {
  const client = useQueryClient()
  const { data: pulled, error } = useQuery(pulledQuery(id))
  const run = useMutation({
    mutationFn: () => runSource(id),
    onSettled: () => client.invalidateQueries({ queryKey: ofSources }),
  })
  const problem = run.error ?? error
  const button = (
    <Button size="S" variant="secondary" isPending={run.isPending} onPress={() => run.mutate()}>
      {texts.sources.readNow}
    </Button>
  )
  return (
    <Card title={texts.sources.reading} actions={button}>
      {problem && <ProblemNotice error={problem} />}
      {!problem && pulled?.problem && (
        <p className={style({ font: 'ui', color: 'negative', margin: 0 })}>{pulled.problem}</p>
      )}
      {!pulled && !error && <SkeletonRows />}
      {pulled && (
        <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0 })}>
          {texts.sources.pulled(
            printFigure(pulled.added),
            pulled.endedAt === null ? null : printAgo(pulled.endedAt),
            pulled.cursor,
          )}
          {pulled.nextAt !== null &&
            pulled.endedAt !== null &&
            ` · ${texts.sources.next(printInstant(pulled.nextAt))}`}
        </p>
      )}
      {pulled && pulled.runs.length > 0 && <Runs runs={pulled.runs} />}
      {pulled && pulled.files.length > 0 && (
        <DataTable
          label={texts.sources.files}
          rows={pulled.files}
          keyOf={({ file }) => file}
          columns={[
            { name: texts.sources.file, cell: ({ file }) => file },
            { name: texts.dataset.batches, cell: ({ batches }) => batches.join(', ') },
            { name: texts.dataset.reason, cell: ({ problem: why }) => why ?? '' },
          ]}
        />
      )}
      {pulled?.endedAt === null && (
        <EmptyState title={texts.sources.notRead}>{texts.sources.notReadHint}</EmptyState>
      )}
    </Card>
  )
}

const Runs = ({ runs }: Pick<Pulled, 'runs'>) => (
  <PagedTable
    label={texts.sources.runs}
    rows={runs}
    rowsPerPage={5}
    keyOf={({ startedAt }) => startedAt}
    columns={[
      {
        name: texts.sources.readAt,
        cell: ({ startedAt, endedAt, times }) =>
          times === 1 ? (
            <Instant at={startedAt} />
          ) : (
            texts.sources.readTimes(times, printInstant(startedAt), printInstant(endedAt))
          ),
      },
      { name: texts.sources.added, isNumber: true, cell: ({ added }) => printFigure(added) },
      { name: texts.dataset.reason, cell: ({ problem }) => problem ?? '' },
    ]}
  />
)
