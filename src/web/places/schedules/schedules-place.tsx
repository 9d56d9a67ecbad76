import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ScheduleStatus } from '../../../model/answers/schedules.ts'
import { projectsQuery, schedulesQuery } from '../../api/index.ts'
import { Ago } from '../../components/ago.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { matchesWords } from '../../components/matches-words.ts'
import { texts } from '../../texts/index.ts'
import { JobList } from '../notices/job-list.tsx'
import { JobState } from '../notices/job-state.tsx'
import { sayTold } from '../notices/say-told.ts'

const route = getRouteApi('/schedules')

/** Every schedule. */
export function SchedulesPlace() {
  const { find = '' } = route.useSearch()
  const search = route.useNavigate()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(schedulesQuery)
  const { data: projects } = useQuery(projectsQuery)
  const canMake = projects !== undefined && projects.length > 0
  const make = useCallback(() => void navigate({ to: '/new-schedule', search: {} }), [navigate])
  return (
    <JobList
      page="schedules"
      words={texts.schedules}
      rows={data?.rows}
      found={
        data?.rows.filter(({ id, name, project }) => matchesWords(find, [id, name, project])) ?? []
      }
      error={error}
      onRetry={() => void refetch()}
      find={find}
      onFind={(text) => void search({ search: text === '' ? {} : { find: text }, replace: true })}
      canMake={canMake}
      onNew={make}
      noneHint={canMake || projects === undefined ? texts.schedules.noneHint : <NeedsProject />}
      table={(rows) => <ScheduleTable rows={rows} />}
    />
  )
}

const NeedsProject = () => (
  <>
    {texts.schedules.needsProject}{' '}
    <Link to="/projects" className={style({ color: 'neutral' })}>
      {texts.schedules.toProjects}
    </Link>
  </>
)

function ScheduleTable({ rows }: { readonly rows: readonly ScheduleStatus[] }) {
  const { data: projects = [] } = useQuery(projectsQuery)
  const nameOf = (id: string) => projects.find((each) => each.id === id)?.name ?? id
  return (
    <DataTable
      label={texts.schedules.title}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.notices.name,
          cell: ({ id, name = id }) => (
            <Link
              to="/schedules/$id"
              params={{ id }}
              className={style({ color: 'neutral', fontWeight: 'bold' })}
            >
              {name}
            </Link>
          ),
        },
        { name: texts.notices.state, cell: ({ state }) => <JobState state={state} /> },
        { name: texts.schedules.project, cell: ({ project }) => nameOf(project) },
        {
          name: texts.schedules.lastSent,
          cell: ({ sentAt }) => (sentAt === null ? texts.schedules.never : <Ago at={sentAt} />),
        },
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
}
