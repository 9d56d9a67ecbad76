import { useQuery } from '@tanstack/react-query'
import { type ScheduleDocument, scheduleDenialsQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import { UNNAMED } from '../definitions/unnamed.ts'
import { DenialsNotice } from '../policies/denials-notice.tsx'
import { isWhole } from './schedule-draft.ts'

/** What policies do not allow to send to whom, as the schedule is now, once nobody has changed it for a moment. */
export function ScheduleDenials({ document }: { readonly document: ScheduleDocument }) {
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
