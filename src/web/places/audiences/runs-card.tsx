import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useInfiniteQuery } from '@tanstack/react-query'
import type { AudienceRun } from '../../../model/answers/audiences.ts'
import { runsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { MoreButton } from '../../components/more-button.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

interface RunsCardProps {
  readonly id: string
  readonly endedAt: string | null
  readonly timeZone: string
}

/** Evaluations, the latest first. */
export function RunsCard({ id, endedAt, timeZone }: RunsCardProps) {
  const pages = useInfiniteQuery(runsQuery(id, endedAt))
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  return (
    <Card title={texts.audiences.runs}>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.error && !rows && <SkeletonRows />}
      {rows?.length === 0 && (
        <EmptyState title={texts.audiences.noRuns}>{texts.audiences.noRunsHint}</EmptyState>
      )}
      {rows && rows.length > 0 && (
        <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
          <RunTable rows={rows} timeZone={timeZone} />
          <MoreButton pages={pages} />
        </div>
      )}
    </Card>
  )
}

interface RunTableProps {
  readonly rows: readonly AudienceRun[]
  readonly timeZone: string
}

const RunTable = ({ rows, timeZone }: RunTableProps) => (
  <DataTable
    label={texts.audiences.runs}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        name: texts.audiences.started,
        cell: ({ startedAt }) => <Instant at={startedAt} timeZone={timeZone} />,
      },
      { name: texts.audiences.trigger, cell: ({ trigger }) => texts.audiences.triggers[trigger] },
      {
        name: texts.audiences.entered,
        isNumber: true,
        cell: ({ entered }) => printFigure(entered),
      },
      { name: texts.audiences.left, isNumber: true, cell: ({ left }) => printFigure(left) },
      { name: texts.audiences.stays, isNumber: true, cell: ({ stays }) => printFigure(stays) },
      {
        name: texts.audiences.took,
        isNumber: true,
        cell: ({ evaluateMs, writeMs }) =>
          texts.audiences.milliseconds(printFigure(Math.round(evaluateMs + writeMs))),
      },
      { name: texts.audiences.runState, cell: sayOutcome },
    ]}
  />
)

const sayOutcome = ({ state, problem, warnings }: AudienceRun): string =>
  [
    texts.audiences.runStates[state],
    ...(problem === null ? [] : [problem.message]),
    ...warnings,
  ].join(': ')
