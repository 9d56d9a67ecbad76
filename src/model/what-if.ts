import { z } from 'zod'
import { dateRangeRef } from './date-ranges.ts'
import { connectionDataset } from './definitions/connection.ts'
import { identitySpace } from './definitions/identity-space.ts'
import { componentId, dataViewRef, id } from './ids.ts'

const { personId, namespace, identities, space, stitch } = connectionDataset.shape

/** What says whose the rows of a dataset are: as it would be; null takes it away. */
const datasetChange = z.strictObject({
  personId: personId.nullable(),
  namespace: namespace.nullable(),
  identities: identities.nullable(),
  space: space.nullable(),
  stitch: stitch.nullable(),
})

const rules = identitySpace.shape

/** The rules of an identity space: those that are left out stay as they are. */
const spaceChange = z.strictObject({
  kind: rules.kind.optional(),
  id: id.optional().meta({ description: 'the one that stitches, when left out' }),
  name: rules.name,
  description: rules.description,
  tags: rules.tags,
  namespaces: rules.namespaces.optional(),
  blocked: rules.blocked.unwrap().optional(),
  pairs: rules.pairs.unwrap().optional(),
  guard: rules.guard.unwrap().optional(),
  anonymous: rules.anonymous.unwrap().optional(),
})

const comparison = {
  datasets: z
    .record(id, datasetChange)
    .default({})
    .meta({ description: 'what changes, by dataset of the connection' }),
  space: spaceChange.optional(),
  dataView: dataViewRef.optional().meta({
    description: 'what sessions and metrics are; the first one of the connection when left out',
  }),
  dateRange: dateRangeRef.optional().meta({ description: 'all data when left out' }),
  dimension: componentId.nullable().optional().meta({
    description: 'by which metrics are shown to move; its marketing channel when left out',
  }),
  metrics: z
    .array(componentId)
    .min(1)
    .max(20)
    .optional()
    .meta({ description: 'people, sessions, events, orders and revenue when left out' }),
  limit: z.number().int().positive().max(1000).default(50).meta({
    description: 'items of the dimension, those that move most first',
  }),
}

/** Other stitching of a connection that is compared with the present one. contract §5 */
export const whatIfRequest = z
  .strictObject(comparison)
  .refine(({ datasets, space: rulesOfSpace }) => isGiven(datasets, rulesOfSpace), {
    message: 'say what changes: datasets, or the rules of a space',
    path: ['datasets'],
  })

const isGiven = (datasets: object, rulesOfSpace: unknown): boolean =>
  Object.keys(datasets).length > 0 || rulesOfSpace !== undefined

/** Each way of owning anonymous events, compared with the present one. identity §3 */
export const anonymousRequest = z.strictObject(comparison)

export type WhatIfRequest = z.output<typeof whatIfRequest>
export type DatasetChange = WhatIfRequest['datasets'][string]
export type SpaceChange = NonNullable<WhatIfRequest['space']>
