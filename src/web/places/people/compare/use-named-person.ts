import { useQuery } from '@tanstack/react-query'
import { foundPeopleQuery } from '../../../api/index.ts'
import { findNamed, type NamedPerson } from './named-person.ts'

/** Somebody by an identity, as far as it is known who that is. */
export type AskedPerson = { readonly identity: string } & (
  | NamedPerson
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void }
)

/** Whom an identity names in a connection; null where none is given. */
export function useNamedPerson(identity: string | undefined, connection: string) {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...foundPeopleQuery(identity ?? ''),
    enabled: identity !== undefined,
  })
  if (identity === undefined) return null
  return { identity, ...read() } satisfies AskedPerson

  function read() {
    if (error) return { kind: 'failed' as const, error, retry: () => void refetch() }
    if (data === undefined || isPlaceholderData) return { kind: 'loading' as const }
    return findNamed(identity ?? '', connection, data)
  }
}
