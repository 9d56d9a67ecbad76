import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { Action } from '../../../model/definitions/destination.ts'
import { projectDenialsQuery } from '../../api/index.ts'
import { DenialList } from './denial-list.tsx'

interface ProjectDenialsProps {
  readonly project: string
  /** What would be done with it. */
  readonly actions: readonly Action[]
  /** Visualizations that are meant, by their ids; all where there are none. */
  readonly visualizations?: readonly string[]
  readonly title: string
  /** What follows, and what can be done about it. */
  readonly hint: string
}

/** Which visualizations of a project policies do not let go out, and why; nothing where all may. */
export function ProjectDenials(props: ProjectDenialsProps) {
  const { project, actions, visualizations = [], title, hint } = props
  const { data = [] } = useQuery({ ...projectDenialsQuery(project), enabled: project !== '' })
  const denials = data.filter(
    ({ action, visualization: id }) =>
      actions.includes(action) &&
      (visualizations.length === 0 || (id !== null && visualizations.includes(id))),
  )
  if (denials.length === 0) return null
  return (
    <section aria-label={title} className={style({ maxWidth: 720 })}>
      <InlineAlert variant="notice">
        <Heading level={3}>{title}</Heading>
        <Content>
          <div className={style({ display: 'grid', gap: 8 })}>
            <span>{hint}</span>
            <DenialList denials={denials} />
          </div>
        </Content>
      </InlineAlert>
    </section>
  )
}
