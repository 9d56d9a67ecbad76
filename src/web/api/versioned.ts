import { queryOptions } from '@tanstack/react-query'
import { callVersioned, type Versioned } from './http.ts'

const pathOf = (kind: string, id: string) => `/definitions/${kind}/${encodeURIComponent(id)}`

/** A definition as it was written, with its version. */
export const versionedQuery = <T>(kind: string, id: string) =>
  queryOptions({
    queryKey: ['definitions', kind, id],
    queryFn: ({ signal }) => callVersioned<T>(pathOf(kind, id), { signal }),
  })

interface Written {
  readonly kind: string
  readonly id: string
}

/** Replaces a version of a definition; version 0 is one that must not be there yet. Errors: definition/version-conflict. */
export const putVersioned = <T extends Written>(body: T, version: number): Promise<Versioned<T>> =>
  callVersioned(pathOf(body.kind, body.id), {
    method: 'PUT',
    body,
    headers: version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` },
  })
