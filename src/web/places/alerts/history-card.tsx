import { useInfiniteQuery } from '@tanstack/react-query'
import type { AlertPeriod, AlertRun } from '../../../model/answers/alerts.ts'
import type { AlertUnit } from '../../../model/alert-words.ts'
import { alertRunsQuery } from '../../api/index.ts'
import { timeName } from '../../charts/time-ticks.ts'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { texts } from '../../texts/index.ts'
import { RunsCard } from '../notices/runs-card.tsx'
import { sayTold } from '../notices/say-told.ts'

interface HistoryCardProps {
  readonly id: string
  readonly granularity: AlertUnit
  readonly timeZone: string
  /** The last run, as it is now. */
  readonly last: unknown
}

/** Periods that were looked at, and who was told, the latest first. */
export function HistoryCard({ id, granularity, timeZone, last }: HistoryCardProps) {
  const pages = useInfiniteQuery(alertRunsQuery(id, last))
  return (
    <RunsCard
      pages={pages}
      none={texts.alerts.noRuns}
      noneHint={texts.alerts.runs}
      table={(runs: readonly AlertRun[]) => (
        <HistoryTable rows={runs.flatMap(rowsOf)} granularity={granularity} timeZone={timeZone} />
      )}
    />
  )
}

interface Row {
  readonly run: AlertRun
  /** Null of a run that failed. */
  readonly period: AlertPeriod | null
}

const rowsOf = (run: AlertRun): readonly Row[] =>
  run.periods.length === 0
    ? [{ run, period: null }]
    : run.periods.toReversed().map((period) => ({ run, period }))

function HistoryTable({
  rows,
  granularity,
  timeZone,
}: {
  readonly rows: readonly Row[]
  readonly granularity: AlertUnit
  readonly timeZone: string
}) {
  return (
    <DataTable
      label={texts.notices.history}
      rows={rows}
      keyOf={({ run, period }) => `${run.id} ${period?.item ?? ''}`}
      columns={[
        {
          name: texts.alerts.period,
          cell: ({ period }) => (period === null ? noFigure : timeName(period.item, granularity)),
        },
        { name: texts.alerts.fired, cell: sayFired },
        { name: texts.notices.was, cell: sayWhat },
        { name: texts.notices.toldTo, cell: ({ run }) => sayTold(run.sent) },
        {
          name: texts.notices.at,
          cell: ({ run }) => <Instant at={run.at} timeZone={timeZone} />,
        },
      ]}
    />
  )
}

function sayFired({ run, period }: Row): string {
  const fired = period?.fired === true ? texts.alerts.firedYes : texts.alerts.firedNo
  return run.trigger === 'test' ? `${texts.alerts.firedTest}: ${fired.toLowerCase()}` : fired
}

function sayWhat({ run, period }: Row): string {
  if (period === null) return run.problem?.message ?? noFigure
  const skipped = run.skipped > 0 ? [texts.alerts.skipped(run.skipped)] : []
  const found = period.findings.map(({ name, reason }) => `${name}: ${reason}`)
  return [...found, ...skipped].join('; ')
}
