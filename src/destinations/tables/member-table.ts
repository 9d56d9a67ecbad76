import { z } from 'zod'
import type { DeliveryBatch, RejectedChange, ShownBatch } from '../destination.ts'
import { idsByNamespace } from '../list/people-list.ts'
import { host } from '../network/host.ts'
import { tlsSettings } from '../network/tls.ts'

/** Its columns, in the order in which rows are given. */
export const memberColumns = [
  'audience',
  'person',
  'is_member',
  'changed_at',
  'epoch',
  'identities',
  'attributes',
] as const

/** The name of a schema, table or database: it is quoted wherever it is written. */
export const tableName = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[^\0]+$/)

/** What PostgreSQL and MySQL have in common. */
export const databaseSettings = {
  host,
  database: z.string().min(1).max(63),
  user: z.string().min(1).max(128),
  ...tlsSettings,
  table: tableName.default('throughline_members').meta({
    description: 'the table, which is made when it is not there',
  }),
  onLeave: z.enum(['flag', 'delete']).default('flag').meta({
    description:
      'flag: who has left stays with is_member false, and an older change that comes late is known as such; delete: their row goes',
  }),
}

export const passwordSecret = {
  name: 'password',
  description: 'of the user',
  isRequired: false,
} as const

/** Rows as they would be written, one on each line. */
export function showMembers(
  table: string,
  { audience, changes }: DeliveryBatch,
  rejected: readonly RejectedChange[],
): ShownBatch {
  const refused = new Set(rejected.map(({ index }) => index))
  const rows = changes
    .filter((_, index) => !refused.has(index))
    .map((change) => ({
      audience: audience.id,
      person: change.person,
      is_member: change.status === 'entered',
      changed_at: change.at,
      epoch: change.epoch,
      identities: idsByNamespace(change),
      attributes: change.attributes,
    }))
  const body = rows.map((row) => JSON.stringify(row)).join('\n')
  return { messages: rows.length === 0 ? [] : [{ to: `table ${table}`, body }], rejected }
}
