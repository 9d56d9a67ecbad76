import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Immutable } from '../../model/answers/answer.ts'
import type { audience } from '../../model/definitions/audience.ts'
import type { connection } from '../../model/definitions/connection.ts'
import type { dataView } from '../../model/definitions/data-view.ts'
import type { dataset } from '../../model/definitions/dataset.ts'
import type { dateRange } from '../../model/definitions/date-range.ts'
import type { destination } from '../../model/definitions/destination.ts'
import type { identitySpace } from '../../model/definitions/identity-space.ts'
import type { DateRangeBounds } from '../../model/date-ranges.ts'
import type { sharedComponent } from '../../model/definitions/shared-component.ts'
import type { policy } from '../../model/definitions/policy.ts'
import type { Applied, ListedDefinition } from '../../model/answers/definitions.ts'
import { call } from './http.ts'

/** Definitions as they are written: what has a default may be missing. */
export type AudienceDocument = z.input<typeof audience>
export type ConnectionDocument = z.input<typeof connection>
export type DataViewDocument = z.input<typeof dataView>
export type SharedComponentDocument = z.input<typeof sharedComponent>
export type DatasetDocument = z.input<typeof dataset>
export type PolicyDocument = z.input<typeof policy>
export type DestinationDocument = z.input<typeof destination>
export type IdentitySpaceDocument = Immutable<z.input<typeof identitySpace>>

/** All definitions of a kind, without what the store adds to them. */
const listOf = <T>(kind: string) =>
  queryOptions({
    queryKey: ['definitions', kind],
    queryFn: async ({ signal }) => {
      const listed = await call<readonly ListedDefinition[]>(`/definitions/${kind}`, { signal })
      return listed.map(({ version: _, updatedAt: __, ...document }) => document as unknown as T)
    },
  })

/** The ids of a kind that are taken. */
export const definitionIdsQuery = (kind: string) => ({
  ...listOf<{ readonly id: string }>(kind),
  select: (all: readonly { readonly id: string }[]) => all.map(({ id }) => id),
})

export const datasetDefinitionsQuery = listOf<DatasetDocument>('dataset')
export const dataViewsQuery = listOf<DataViewDocument>('data-view')
export const audienceDocumentsQuery = listOf<AudienceDocument>('audience')
export const sharedComponentsQuery = listOf<SharedComponentDocument>('shared-component')
export const connectionsQuery = listOf<ConnectionDocument>('connection')
export const identitySpacesQuery = listOf<IdentitySpaceDocument>('identity-space')

/** Bounds of the date ranges that have a name, by id. */
export const dateRangesQuery = queryOptions({
  ...listOf<z.input<typeof dateRange>>('date-range'),
  select: (ranges): Readonly<Record<string, DateRangeBounds>> =>
    Object.fromEntries(ranges.map(({ id, start, end }) => [id, { start, end }])),
})

/** Writes definitions, all or none. */
export const postDefinitions = (definitions: readonly object[]): Promise<Applied> =>
  call('/apply', { method: 'POST', body: definitions })
