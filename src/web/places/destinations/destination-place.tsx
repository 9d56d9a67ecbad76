import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { DestinationTypeEntry } from '../../../model/answers/destinations.ts'
import {
  type DestinationDocument,
  destinationStatusQuery,
  destinationTypesQuery,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { column, columns, page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { ChangesCard } from './changes-card.tsx'
import { DestinationDenials } from './destination-denials.tsx'
import { DeliveriesCard } from './deliveries-card.tsx'
import { DestinationHead } from './destination-head.tsx'
import { RejectedCard } from './rejected-card.tsx'
import { SendingCard } from './sending-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { StandingCard } from './standing-card.tsx'
import { TestCard } from './test-card.tsx'

const route = getRouteApi('/destinations/$id')

/** One destination: what it is told, how it is tested, what was sent, and who was not taken. */
export function DestinationPlace() {
  const { id } = route.useParams()
  const saved = useQuery(versionedQuery<DestinationDocument>('destination', id))
  const { data: types, error: notListed } = useQuery(destinationTypesQuery)
  const error = saved.error ?? notListed
  const type = types?.find((each) => each.id === saved.data?.document.type)
  return (
    <div className={page}>
      <PlaceHeader
        title={saved.data?.document.name ?? id}
        parents={[{ label: texts.destinations.title, to: '/destinations' }]}
      />
      {error && <ProblemNotice level={2} error={error} onRetry={() => void saved.refetch()} />}
      {!error && (!saved.data || !types) && <SkeletonRows />}
      {saved.data && type && !error && <Destination key={id} saved={saved.data} type={type} />}
    </div>
  )
}

interface DestinationProps {
  readonly saved: Versioned<DestinationDocument>
  readonly type: DestinationTypeEntry
}

function Destination({ saved, type }: DestinationProps) {
  const draft = useDraft(saved)
  const { id } = draft.document
  const { data: status, error } = useQuery(destinationStatusQuery(id))
  return (
    <>
      <DestinationHead draft={draft} status={status} />
      {error && <ProblemNotice level={2} error={error} />}
      <DestinationDenials id={id} />
      <div className={columns}>
        <div className={column}>
          {status && <StandingCard status={status} />}
          <SettingsCard draft={draft} type={type} />
        </div>
        <div className={column}>
          <TestCard id={id} isChanged={draft.isChanged} />
          <SendingCard draft={draft} type={type} />
          {type.takesProfileChanges && <ChangesCard draft={draft} status={status} />}
        </div>
      </div>
      {status && <RejectedCard id={id} dead={status.dead} />}
      <DeliveriesCard id={id} last={status?.last} />
    </>
  )
}
