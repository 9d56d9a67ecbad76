import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ScheduleRun } from '../../../model/answers/schedules.ts'
import {
  ofSchedules,
  type ScheduleDocument,
  scheduleQuery,
  scheduleRunsQuery,
  sendSchedule,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { JobHead } from '../notices/job-head.tsx'
import { RunsCard } from '../notices/runs-card.tsx'
import { sayTold } from '../notices/say-told.ts'
import { ScheduleCards } from './schedule-cards.tsx'
import { useZone } from './use-zone.ts'

const route = getRouteApi('/schedules/$id')

/** One schedule: what it sends, when, to whom, and what came of it. */
export function SchedulePlace() {
  const { id } = route.useParams()
  const { data: saved, error, refetch } = useQuery(versionedQuery<ScheduleDocument>('schedule', id))
  return (
    <div className={page}>
      <PlaceHeader
        title={saved?.document.name ?? id}
        parents={[{ label: texts.schedules.title, to: '/schedules' }]}
      />
      {error && <ProblemNotice level={2} error={error} onRetry={() => void refetch()} />}
      {!error && !saved && <SkeletonRows />}
      {saved && !error && <Schedule key={id} saved={saved} />}
    </div>
  )
}

function Schedule({ saved }: { readonly saved: Versioned<ScheduleDocument> }) {
  const draft = useDraft(saved)
  const { id, timeZone: own } = draft.document
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: status } = useQuery(scheduleQuery(id))
  const pages = useInfiniteQuery(scheduleRunsQuery(id, status?.lastRun))
  const zone = useZone(draft.document)
  const timeZone = own ?? zone
  const send = async () => {
    const run = await sendSchedule(id)
    void client.invalidateQueries({ queryKey: ofSchedules })
    return run
  }
  return (
    <>
      <JobHead
        draft={draft}
        standing={status}
        byHand={{ label: texts.schedules.send, run: send }}
        group={texts.schedules.title}
        timeZone={timeZone}
        onDeleted={() => void navigate({ to: '/schedules', search: {} })}
      />
      <ScheduleCards draft={draft} />
      <RunsCard
        pages={pages}
        none={texts.schedules.noRuns}
        noneHint={texts.schedules.runs}
        table={(runs: readonly ScheduleRun[]) => <RunTable rows={runs} timeZone={timeZone} />}
      />
    </>
  )
}

interface RunTableProps {
  readonly rows: readonly ScheduleRun[]
  readonly timeZone: string
}

const RunTable = ({ rows, timeZone }: RunTableProps) => (
  <DataTable
    label={texts.notices.history}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      { name: texts.notices.at, cell: ({ at }) => <Instant at={at} timeZone={timeZone} /> },
      {
        name: texts.notices.because,
        cell: ({ trigger }) => texts.schedules.trigger[trigger],
      },
      { name: texts.schedules.tables, cell: sayTables },
      { name: texts.notices.toldTo, cell: ({ sent }) => sayTold(sent) },
    ]}
  />
)

const sayTables = ({ tables, problem, warnings }: ScheduleRun): string =>
  [
    ...(problem === null ? [] : [problem.message]),
    ...tables.map(({ name, rows }) => texts.schedules.table(name, rows)),
    ...warnings,
  ].join('; ') || noFigure
