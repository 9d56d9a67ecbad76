import { z } from 'zod'
import { shortDuration } from '../duration.ts'
import { fieldPath, id } from '../ids.ts'

/**
 * The person of a row of which an identity map says who it is: the id that the map calls primary, or the
 * first one of a namespace. semantics §1.3
 */
export const identityMapPerson = z.union([
  z.strictObject({ identityMap: fieldPath, primary: z.literal(true) }),
  z.strictObject({ identityMap: fieldPath, namespace: z.string().min(1) }),
])

const namespace = z.string().min(1)

/** An identity that rows of a dataset carry. */
export const carriedIdentity = z.strictObject({
  field: fieldPath,
  namespace: namespace.meta({ description: 'such as "email" or "cookie"' }),
})

const replay = z
  .strictObject({
    every: shortDuration.meta({ description: 'how often rows are stitched again: "1d"' }),
    lookback: shortDuration.meta({
      description: 'how old the rows may be that are stitched again: "7d"',
    }),
  })
  .optional()
  .meta({
    description:
      'when left out, every refresh stitches all rows again, however old, so that an answer never depends on what arrived first',
  })

const persistent = {
  persistentId: z
    .union([fieldPath, identityMapPerson])
    .meta({ description: 'a field that nearly every row has, such as a cookie' }),
  namespace: namespace.meta({ description: 'of the persistent id' }),
  replay,
}

/** Rows without a person id get the one that other rows of the dataset have beside the same persistent id. semantics §2.2 */
export const fieldStitching = z.strictObject({ method: z.literal('field'), ...persistent })

/** Rows get the id of a namespace that an identity graph knows for theirs. semantics §2.4 */
export const graphStitching = z.strictObject({
  method: z.literal('graph'),
  space: id.meta({ description: 'an identity space' }),
  ...persistent,
  target: namespace.meta({ description: 'of the ids that become persons' }),
})

export const stitching = z.discriminatedUnion('method', [fieldStitching, graphStitching])

export type IdentityMapPerson = z.infer<typeof identityMapPerson>
export type CarriedIdentity = z.infer<typeof carriedIdentity>
export type Stitching = z.infer<typeof stitching>
