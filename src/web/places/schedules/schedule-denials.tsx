import { useQuery } from '@tanstack/react-query'
import { type ScheduleDocument, scheduleDenialsQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import { UNNAMED } from '../definitions/unnamed.ts'
import { DenialsNotice } from '../policies/denials-notice.tsx'
import { ProjectDenials } from '../policies/project-denials.tsx'
import { isWhole } from './schedule-draft.ts'

interface ScheduleDenialsProps {
  readonly document: ScheduleDocument
}

/** What policies do not allow to send to whom; by mail, where nobody is named yet. */
export function ScheduleDenials({ document }: ScheduleDenialsProps) {
  const { project, emails = [], destinations = [], visualizations = [] } = document
  if (emails.length + destinations.length > 0) return <DenialsByRecipient document={document} />
  return (
    <ProjectDenials
      project={project}
      actions={['export', 'email']}
      visualizations={visualizations}
      title={texts.schedules.notAllowed}
      hint={texts.schedules.notAllowedHint}
    />
  )
}

/** Of the schedule as it is now, once nobody has changed it for a moment. */
function DenialsByRecipient({ document }: ScheduleDenialsProps) {
  const named = { ...document, id: document.id || UNNAMED }
  const asked = JSON.parse(useDelayed(JSON.stringify(named), 400)) as ScheduleDocument
  const isAsked = isWhole(named)
  const { data: denials = [] } = useQuery({
    ...scheduleDenialsQuery(asked),
    enabled: isAsked && isWhole(asked),
  })
  return (
    <DenialsNotice
      title={texts.schedules.notAllowed}
      hint={texts.schedules.notAllowedHint}
      denials={isAsked ? denials : []}
      dataViewOf={({ dataView }) => dataView}
      columns={['name', 'to']}
    />
  )
}
