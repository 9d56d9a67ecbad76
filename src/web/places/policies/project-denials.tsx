import { useQuery } from '@tanstack/react-query'
import type { Action } from '../../../model/definitions/destination.ts'
import { projectDenialsQuery } from '../../api/index.ts'
import { DenialsNotice } from './denials-notice.tsx'

interface ProjectDenialsProps {
  readonly project: string
  /** What would be done with it. */
  readonly actions: readonly Action[]
  /** Visualizations that are meant, by their ids; all where there are none. */
  readonly visualizations?: readonly string[]
  readonly title: string
  readonly hint: string
}

/** Which visualizations of a project policies do not let go out, and why. */
export function ProjectDenials(props: ProjectDenialsProps) {
  const { project, actions, visualizations = [], title, hint } = props
  const { data = [] } = useQuery({ ...projectDenialsQuery(project), enabled: project !== '' })
  const denials = data.filter(
    ({ action, visualization: id }) =>
      actions.includes(action) &&
      (visualizations.length === 0 || (id !== null && visualizations.includes(id))),
  )
  return (
    <DenialsNotice
      level={3}
      title={title}
      hint={hint}
      denials={denials}
      dataViewOf={({ dataView }) => dataView}
      columns={['visualization']}
    />
  )
}
