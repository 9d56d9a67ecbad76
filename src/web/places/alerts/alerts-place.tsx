import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { AlertStatus } from '../../../model/answers/alerts.ts'
import { alertsQuery, dataViewsQuery } from '../../api/index.ts'
import { Ago } from '../../components/ago.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { matchesWords } from '../../components/matches-words.ts'
import { texts } from '../../texts/index.ts'
import { JobList } from '../notices/job-list.tsx'
import { JobState } from '../notices/job-state.tsx'
import { sayTold } from '../notices/say-told.ts'

const route = getRouteApi('/alerts')

/** Every alert. */
export function AlertsPlace() {
  const { find = '' } = route.useSearch()
  const search = route.useNavigate()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(alertsQuery)
  const { data: dataViews } = useQuery(dataViewsQuery)
  const canMake = dataViews !== undefined && dataViews.length > 0
  const make = useCallback(() => void navigate({ to: '/new-alert', search: {} }), [navigate])
  return (
    <JobList
      page="alerts"
      words={texts.alerts}
      rows={data?.rows}
      found={data?.rows.filter(({ id, name }) => matchesWords(find, [id, name])) ?? []}
      error={error}
      onRetry={() => void refetch()}
      find={find}
      onFind={(text) => void search({ search: text === '' ? {} : { find: text }, replace: true })}
      canMake={canMake}
      onNew={make}
      noneHint={canMake || dataViews === undefined ? texts.alerts.noneHint : <NeedsDataView />}
      table={(rows) => <AlertTable rows={rows} />}
    />
  )
}

const NeedsDataView = () => (
  <>
    {texts.alerts.needsDataView}{' '}
    <Link to="/data" className={style({ color: 'neutral' })}>
      {texts.alerts.toData}
    </Link>
  </>
)

const AlertTable = ({ rows }: { readonly rows: readonly AlertStatus[] }) => (
  <DataTable
    label={texts.alerts.title}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        name: texts.notices.name,
        cell: ({ id, name = id }) => (
          <Link
            to="/alerts/$id"
            params={{ id }}
            className={style({ color: 'neutral', fontWeight: 'bold' })}
          >
            {name}
          </Link>
        ),
      },
      { name: texts.notices.state, cell: ({ state }) => <JobState state={state} /> },
      {
        name: texts.alerts.fired,
        cell: ({ firedAt }) => (firedAt === null ? texts.alerts.never : <Ago at={firedAt} />),
      },
      {
        name: texts.alerts.by,
        cell: ({ granularity }) => texts.alerts.granularities[granularity],
      },
      { name: texts.notices.was, cell: sayLast },
      {
        name: texts.notices.toldTo,
        cell: ({ lastRun }) => (lastRun === null ? noFigure : sayTold(lastRun.sent)),
      },
      {
        name: texts.schedules.next,
        cell: ({ nextAt }) => <Instant at={nextAt} />,
      },
    ]}
  />
)

/** What the metrics were in the last period. */
function sayLast({ lastRun, problem }: AlertStatus): string {
  const findings = lastRun?.periods.at(-1)?.findings ?? []
  if (findings.length === 0) return problem ?? noFigure
  return findings.map(({ name, reason }) => `${name}: ${reason}`).join('; ')
}
