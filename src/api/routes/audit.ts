import { z } from '@hono/zod-openapi'
import { auditPage, auditProof } from '../../model/answers/audit.ts'
import { endpoint, type Resource } from '../endpoint.ts'

const page = z.object({
  limit: z.coerce.number().int().positive().max(1000).default(100),
  before: z.coerce.number().int().positive().optional().meta({ description: '`next` of a page' }),
  actor: z.string().optional(),
  action: z.string().optional(),
  target: z.string().optional().meta({ description: 'such as audience/vip' }),
})

/** Who did what: only added to, each entry sealed by the next. */
export const auditResource: Resource = {
  tag: 'Audit',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/audit',
        summary: 'What was done and what was forbidden, the latest first',
        query: page,
        answer: auditPage,
      },
      async ({ query: { limit, before, ...filter }, throughline: { store } }) => {
        const found = await store.audit.list(limit, before, filter)
        const rows = found.map(({ previous: _, details, ...row }) => {
          return { ...row, details: JSON.parse(details) as Record<string, unknown> }
        })
        return { rows, next: found.length < limit ? null : found.at(-1)!.number }
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/audit/proof',
        summary: 'Whether the audit trail is as it was written',
        answer: auditProof,
      },
      async ({ throughline: { store } }) => {
        const [last] = await store.audit.list(1, undefined, {})
        return { ...(await store.audit.verify()), hash: last?.hash ?? null }
      },
    ),
  ],
}
