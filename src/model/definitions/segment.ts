import { z } from 'zod'
import { findConditionReferences, segmentContainer } from '../conditions.ts'
import { aboutComponent, id, owner } from '../ids.ts'
import { asReference, type Reference } from './reference.ts'

/** semantics §5 */
export const segment = z.strictObject({
  kind: z.literal('segment'),
  id,
  ...aboutComponent,
  owner: owner.optional(),
  dataView: id.optional(),
  definition: segmentContainer,
})

export type Segment = z.infer<typeof segment>

export const segmentReferences = (definition: Segment): readonly Reference[] => [
  ...(definition.dataView === undefined
    ? []
    : [{ kind: 'data-view' as const, id: definition.dataView, path: ['dataView'] }]),
  ...findConditionReferences(definition.definition.where, ['definition', 'where']).map(asReference),
]
