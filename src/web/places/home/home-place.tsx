import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PlaceHeader } from '../../app/place-header.tsx'
import { datasetsQuery, dataViewsQuery, projectsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { DataViewTable } from '../data/data-view-table.tsx'
import { Welcome } from '../data/welcome.tsx'
import { listPage } from '../definitions/page-styles.ts'
import { ProjectTable } from '../project-list/project-table.tsx'
import { useNewProject } from '../project-list/use-new-project.ts'
import { JobList } from './job-list.tsx'
import { FailedImports } from './failed-imports.tsx'

const MOST_RECENT = 8

/** Where one starts: the own projects, and how fresh the data is. */
export function HomePlace() {
  const datasets = useQuery(datasetsQuery)
  const dataViews = useQuery(dataViewsQuery)
  const error = datasets.error ?? dataViews.error
  const isFirstStart = datasets.data?.length === 0
  return (
    <div className={listPage}>
      <PlaceHeader title={texts.home.title} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.home.title}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void datasets.refetch()} />}
      {isFirstStart && <FirstStart />}
      {!isFirstStart && <Projects />}
      {dataViews.data && dataViews.data.length > 0 && <JobList />}
      {dataViews.data && dataViews.data.length > 0 && (
        <Card title={texts.home.data}>
          <FailedImports datasets={datasets.data ?? []} />
          <DataViewTable dataViews={dataViews.data} />
        </Card>
      )}
    </div>
  )
}

const FirstStart = () => (
  <>
    <Welcome />
    <Card title={texts.home.ownData}>
      <p className={style({ font: 'body', margin: 0 })}>
        {texts.home.ownDataHint}{' '}
        <Link to="/data" className={style({ color: 'neutral' })}>
          {texts.home.importFile}
        </Link>
      </p>
    </Card>
  </>
)

/** Those that are starred, and those that were opened last. */
function Projects() {
  const { data: projects, error, refetch } = useQuery(projectsQuery)
  const { make, canMake, isPending } = useNewProject()
  const starred = projects?.filter(({ isStarred }) => isStarred) ?? []
  const recent = projects
    ?.toSorted((one, other) => (other.openedAt ?? '').localeCompare(one.openedAt ?? ''))
    .slice(0, MOST_RECENT)
  const add = (
    <Button variant="accent" size="S" isDisabled={!canMake} isPending={isPending} onPress={make}>
      {texts.projectList.new}
    </Button>
  )
  return (
    <>
      {starred.length > 0 && (
        <Card title={texts.home.starred}>
          <ProjectTable label={texts.home.starred} projects={starred} />
        </Card>
      )}
      <Card title={texts.home.recent} actions={add}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && recent === undefined && <SkeletonRows />}
        {recent?.length === 0 && (
          <EmptyState title={texts.home.noProjects}>{texts.home.noProjectsHint}</EmptyState>
        )}
        {recent && recent.length > 0 && (
          <ProjectTable label={texts.home.recent} projects={recent} />
        )}
      </Card>
    </>
  )
}
