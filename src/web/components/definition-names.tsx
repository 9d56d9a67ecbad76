import { useQuery } from '@tanstack/react-query'
import { audiencesQuery, connectionsQuery, destinationsQuery } from '../api/index.ts'
import { noFigure } from './figures.ts'

interface NamesProps {
  readonly ids: readonly string[]
}

/** What audiences are called, one after the other; the ids of those that are gone. */
export function AudienceNames({ ids }: NamesProps) {
  const { data } = useQuery(audiencesQuery)
  return joinNames(ids, data)
}

/** The same of connections. */
export function ConnectionNames({ ids }: NamesProps) {
  const { data } = useQuery(connectionsQuery)
  return joinNames(ids, data)
}

/** The same of destinations. */
export function DestinationNames({ ids }: NamesProps) {
  const { data } = useQuery(destinationsQuery)
  return joinNames(ids, data)
}

interface Named {
  readonly id: string
  readonly name?: string | undefined
}

const joinNames = (ids: readonly string[], known: readonly Named[] = []): string =>
  ids.map((id) => known.find((each) => each.id === id)?.name ?? id).join(', ') || noFigure
