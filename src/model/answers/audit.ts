import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

/** Something that was done, or forbidden. */
export const auditEntry = z
  .strictObject({
    number: z.number(),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string().meta({ description: 'such as DELETE /definitions/{kind}/{id}' }),
    target: z.string().meta({ description: 'such as segment/buyers' }),
    outcome: z.string().meta({ description: 'done, or the code of why it was forbidden' }),
    details: z.record(z.string(), z.unknown()),
    hash: z.string().meta({ description: 'of this entry and all before it, SHA-256 in hex' }),
  })
  .meta({ id: 'AuditEntry' })

export const auditPage = z
  .strictObject({
    rows: z.array(auditEntry),
    next: z.number().nullable().meta({ description: '`before` of the next page' }),
  })
  .meta({ id: 'AuditPage' })

export const auditProof = z
  .strictObject({
    entries: z.number(),
    brokenAt: z
      .number()
      .nullable()
      .meta({ description: 'the first entry that is not as it was written' }),
    hash: z.string().nullable().meta({ description: 'of the last entry, to be kept elsewhere' }),
  })
  .meta({ id: 'AuditProof' })

export type AuditEntry = AnswerOf<typeof auditEntry>
export type AuditPage = AnswerOf<typeof auditPage>
export type AuditProof = AnswerOf<typeof auditProof>
