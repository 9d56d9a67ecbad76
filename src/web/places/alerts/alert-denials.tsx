import { useQuery } from '@tanstack/react-query'
import { type AlertDocument, alertDenialsQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import { UNNAMED } from '../definitions/unnamed.ts'
import { DenialsNotice } from '../policies/denials-notice.tsx'
import { isWhole } from './alert-draft.ts'

/** Whom policies do not allow to be told what an alert finds, as it is now, once nobody has changed it for a moment. */
export function AlertDenials({ document }: { readonly document: AlertDocument }) {
  const named = { ...document, id: document.id || UNNAMED }
  const asked = JSON.parse(useDelayed(JSON.stringify(named), 400)) as AlertDocument
  const { emails = [], destinations = [] } = named
  const isAsked = isWhole(named) && emails.length + destinations.length > 0
  const { data: denials = [] } = useQuery({
    ...alertDenialsQuery(asked),
    enabled: isAsked && isWhole(asked),
  })
  return (
    <DenialsNotice
      title={texts.alerts.notAllowed}
      hint={texts.alerts.notAllowedHint}
      denials={isAsked ? denials : []}
      dataViewOf={() => document.dataView}
      columns={['to']}
    />
  )
}
