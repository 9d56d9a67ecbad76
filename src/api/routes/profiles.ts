import { z } from '@hono/zod-openapi'
import { forgetReceipt } from '../../model/answers/profiles.ts'
import { endpoint, type Resource } from '../endpoint.ts'

const forgetting = z.object({
  namespace: z.string().min(1).meta({ description: 'as connections and identity spaces call it' }),
  id: z.string().min(1),
  preview: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: what would be erased; nothing is changed' }),
  only: z
    .literal('identity')
    .optional()
    .meta({ description: 'without the other identities of its graph' }),
})

/** What is known of persons, across datasets. */
export const profileResource: Resource = {
  tag: 'Profiles',
  endpoints: [
    endpoint(
      {
        method: 'delete',
        path: '/profiles',
        summary: 'Forgets a person: the rows and texts that name them go for good',
        query: forgetting,
        answer: forgetReceipt,
      },
      async ({ query: { preview, only, ...identity }, throughline, actor }) => {
        const { forgetting: all, collection } = throughline
        await collection.settle()
        const request = { ...identity, isAlone: only === 'identity' }
        return preview === 'true' ? all.preview(request) : all.forget(request, actor.id)
      },
    ),
  ],
}
