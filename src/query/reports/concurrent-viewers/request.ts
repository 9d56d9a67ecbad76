import { z } from 'zod'
import { condition } from '../../../model/conditions.ts'
import { mediaCommon } from '../parts/media-request.ts'

/**
 * Unique people viewing in each minute; coarser: the sum over minutes. A person views from an event
 * to the next one of the session. semantics §8.3
 */
export const concurrentViewersRequest = z.strictObject({
  kind: z.literal('concurrent-viewers'),
  ...mediaCommon,
  where: condition.optional().meta({ description: 'the viewing events; all when left out' }),
})

export type ConcurrentViewersRequest = z.infer<typeof concurrentViewersRequest>
/** What all media panels answer. */
export type { MediaResult } from '../parts/media-request.ts'
