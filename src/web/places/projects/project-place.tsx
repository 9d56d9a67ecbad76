import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link, useParams } from '@tanstack/react-router'
import { RequestError } from '../../api/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import type { ProjectClient } from '../../project/project-client.ts'
import { useProject, useProjectSnapshot } from '../../project/use-project.ts'
import { texts } from '../../texts/index.ts'
import { ProjectCanvas } from './project-canvas.tsx'

/** A project: panels of visualizations, saved by themselves. */
export function ProjectPlace() {
  const { id } = useParams({ from: '/projects/$id' })
  const client = useProject(id)
  return client === undefined ? <SkeletonRows /> : <OpenProject key={id} id={id} client={client} />
}

interface OpenProjectProps {
  readonly id: string
  readonly client: ProjectClient
}

function OpenProject({ id, client }: OpenProjectProps) {
  const snapshot = useProjectSnapshot(client)
  const { document, problem } = snapshot
  if (document !== null) {
    return <ProjectCanvas id={id} client={client} snapshot={snapshot} document={document} />
  }
  if (problem === null) return <SkeletonRows />
  if (problem.status === 404) return <NotFound />
  return (
    <div className={style({ padding: 24 })}>
      <ProblemNotice error={new RequestError(problem)} onRetry={() => client.retry()} />
    </div>
  )
}

const NotFound = () => (
  <EmptyState title={texts.project.notFound}>
    {texts.project.notFoundHint}{' '}
    <Link to="/projects" className={style({ color: 'neutral' })}>
      {texts.project.toProjects}
    </Link>
  </EmptyState>
)
