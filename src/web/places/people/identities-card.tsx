import { useQuery } from '@tanstack/react-query'
import type { Profile } from '../../../model/answers/profiles.ts'
import { connectionsQuery, identityGraphQuery, identitySpacesQuery } from '../../api/index.ts'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { Editable } from '../identity/editable.tsx'
import { findSpace, type PlaceInSpace } from './find-space.ts'
import { PersonCard } from './person-card.tsx'
import { PersonGraph } from './person-graph.tsx'
import { RowIdentities } from './row-identities.tsx'

interface IdentitiesCardProps {
  readonly profile: Profile
  readonly timeZone: string
}

/** How somebody is known: the graph where a space joins their identities, else the ids of their rows. */
export function IdentitiesCard({ profile, timeZone }: IdentitiesCardProps) {
  const connections = useQuery(connectionsQuery)
  const spaces = useQuery(identitySpacesQuery)
  const connection = connections.data?.find(({ id }) => id === profile.connection)
  const isReady = connection !== undefined && spaces.data !== undefined
  const place = isReady ? findSpace(connection, spaces.data, profile) : null
  if (place !== null) return <InSpace place={place} profile={profile} timeZone={timeZone} />
  return (
    <PersonCard title={texts.people.identities.title}>
      <RowIdentities profile={profile} timeZone={timeZone} />
    </PersonCard>
  )
}

/** A space may not know yet what rows carry. */
function InSpace({ place, profile, timeZone }: IdentitiesCardProps & { place: PlaceInSpace }) {
  const { data: graph, error } = useQuery({
    ...identityGraphQuery(place.space.id, place.id),
    retry: false,
  })
  if (graph === undefined) {
    return (
      <PersonCard title={texts.people.identities.title}>
        {error ? <RowIdentities profile={profile} timeZone={timeZone} /> : <SkeletonRows />}
      </PersonCard>
    )
  }
  return (
    <Editable key={place.space.id} space={place.space.id}>
      <PersonGraph key={graph.person} place={place} graph={graph} timeZone={timeZone} />
    </Editable>
  )
}
