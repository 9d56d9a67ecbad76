import { useQuery } from '@tanstack/react-query'
import { audienceDocumentsQuery, policiesQuery } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { DenialsNotice } from '../policies/denials-notice.tsx'

/** Why policies keep audiences from a destination as it is saved. */
export function DestinationDenials({ id }: { readonly id: string }) {
  const { data: policies = [] } = useQuery(policiesQuery)
  const { data: audiences = [] } = useQuery(audienceDocumentsQuery)
  const denials = policies
    .flatMap((policy) => policy.denials)
    .filter(({ destination }) => destination === id)
  return (
    <DenialsNotice
      title={texts.destinations.notAllowed}
      hint={texts.destinations.notAllowedHint}
      denials={denials}
      dataViewOf={({ audience }) => audiences.find((each) => each.id === audience)?.dataView}
      columns={['audience']}
    />
  )
}
