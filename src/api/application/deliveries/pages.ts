import type { DeliveryPage, RejectedPeople } from '../../../model/answers/destinations.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { DeliveryStore, LoggedBatch } from '../../../store/deliveries/index.ts'

interface Page {
  readonly after?: string | undefined
  readonly limit: number
}

/** Behind all ids. */
const LAST = '\u{10ffff}'

/** What was sent to a destination, or every try about a person. */
export async function describePage(
  deliveries: DeliveryStore,
  destination: string,
  { after = LAST, limit, person }: Page & { readonly person?: string | undefined },
): Promise<DeliveryPage> {
  const page = { before: after, limit }
  if (person === undefined) {
    const rows = (await deliveries.listBatches(destination, page)).map(describeBatch)
    return { rows, next: nextOf(rows, limit) }
  }
  const receipts = await deliveries.listReceipts(destination, person, page)
  const rows = receipts.map(({ batch, epoch, result, reason }) => ({
    ...describeBatch(batch),
    person: { epoch, result, reason },
  }))
  return { rows, next: nextOf(rows, limit) }
}

const nextOf = (rows: readonly { readonly id: string }[], limit: number): string | null =>
  rows.length < limit ? null : rows.at(-1)!.id

export const describeBatch = ({ isOpen: _, ...batch }: LoggedBatch) => batch

/** Whom it did not take, in the order of audience and person. Errors: request/invalid. */
export async function readRejected(
  deliveries: DeliveryStore,
  destination: string,
  { after, limit }: Page,
): Promise<RejectedPeople> {
  const from = after === undefined ? { audience: '', person: '' } : readPlace(after)
  const rows = await deliveries.listDead(destination, { after: from, limit })
  const last = rows.length < limit ? undefined : rows.at(-1)
  return {
    rows: rows.map(({ person, audience, reason, tries, at }) => {
      return { person, audience, reason, tries, at }
    }),
    next: last === undefined ? null : `${last.audience}:${last.person}`,
  }
}

/** Ids of audiences have no colon. */
function readPlace(text: string): { readonly audience: string; readonly person: string } {
  const colon = text.indexOf(':')
  if (colon > 0) return { audience: text.slice(0, colon), person: text.slice(colon + 1) }
  const reason = 'it is no `next` of a page before'
  throw new ThroughlineError('request/invalid', { reason, value: text }, ['after'])
}
