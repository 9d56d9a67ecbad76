import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { connection } from '../../model/definitions/connection.ts'
import type { dataView } from '../../model/definitions/data-view.ts'
import type { identitySpace } from '../../model/definitions/identity-space.ts'
import type { Applied, ListedDefinition } from '../../model/answers/definitions.ts'
import { call } from './http.ts'

/** Definitions as they are written: what has a default may be missing. */
export type ConnectionDocument = z.input<typeof connection>
export type DataViewDocument = z.input<typeof dataView>
export type IdentitySpaceDocument = z.input<typeof identitySpace>

/** All definitions of a kind, without what the store adds to them. */
const listOf = <T>(kind: string) =>
  queryOptions({
    queryKey: ['definitions', kind],
    queryFn: async ({ signal }) => {
      const listed = await call<readonly ListedDefinition[]>(`/definitions/${kind}`, { signal })
      return listed.map(({ version: _, updatedAt: __, ...document }) => document as unknown as T)
    },
  })

export const dataViewsQuery = listOf<DataViewDocument>('data-view')
export const connectionsQuery = listOf<ConnectionDocument>('connection')
export const identitySpacesQuery = listOf<IdentitySpaceDocument>('identity-space')

/** Writes definitions, all or none. */
export const postDefinitions = (definitions: readonly object[]): Promise<Applied> =>
  call('/apply', { method: 'POST', body: definitions })
