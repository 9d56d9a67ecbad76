import { useQuery } from '@tanstack/react-query'
import { foundPeopleQuery, profileQuery, RequestError } from '../../../api/index.ts'
import type { PersonView } from '../use-person-view.ts'
import { findNamed, type NamedPerson } from './named-person.ts'

/** Somebody by an identity, as far as it is known who that is. */
export type AskedPerson = { readonly identity: string } & (
  | NamedPerson
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void }
)

const isUnknown = (error: Error | null): boolean =>
  error instanceof RequestError && error.problem.code === 'person/unknown'

/**
 * Whom a text names in the connection of a data view: mostly it is what the journey calls somebody; if not, all
 * namespaces are tried. null where there is no text.
 */
export function useNamedPerson(
  { dataView: { connection }, status }: PersonView,
  identity: string | undefined,
): AskedPerson | null {
  const profile = useQuery({
    ...profileQuery(connection, identity ?? '', status.dataVersion),
    enabled: identity !== undefined,
  })
  const isOther = isUnknown(profile.error)
  const found = useQuery({
    ...foundPeopleQuery(identity ?? ''),
    enabled: identity !== undefined && isOther,
  })
  if (identity === undefined) return null
  const asked = isOther ? found : profile
  if (asked.error) {
    const { error, refetch } = asked
    return { identity, kind: 'failed', error, retry: () => void refetch() }
  }
  if (asked.data === undefined || asked.isPlaceholderData) return { identity, kind: 'loading' }
  return 'found' in asked.data
    ? { identity, ...findNamed(connection, asked.data) }
    : { identity, kind: 'one', person: asked.data.person }
}
