import {
  type Arrival,
  type CollectedRow,
  type Entry,
  isRow,
  isUnreadable,
  type Item,
  land,
  readItem,
  parseJson,
  type Rejected,
  TRANSLATED,
} from '../../../collect/index.ts'
import type { Source } from '../../../model/definitions/index.ts'
import { type Landed, tellProfiles } from './taking.ts'

interface Again {
  readonly id: string
  readonly item: Item
  readonly landed: Landed
}

/** Items that were kept aside as they are read now, in the words of `bodies` where they were mended. */
export function readAgain(
  source: Source,
  found: readonly Rejected[],
  bodies: ReadonlyMap<string, string | undefined>,
) {
  const again = found.map((item): Again => {
    const sent = parseJson(bodies.get(item.id) ?? item.body) as Parameters<typeof readItem>[1]
    return { id: item.id, ...landAgain(source, item, sent) }
  })
  const rows = again.filter((each): each is Again & { landed: CollectedRow } => isRow(each.landed))
  const entries = rows.flatMap(({ item, landed }): Entry[] => [
    { source: source.id, dataset: source.dataset, row: landed },
    ...tellProfiles(source, item, landed),
  ])
  const rejected = again.flatMap(({ id, landed }) =>
    isRow(landed) ? [] : [{ id, reason: landed.reason, detail: landed.detail }],
  )
  return { entries, rejected, taken: rows.map(({ id }) => id) }
}

/** It arrived when it arrived; what had no message id is known again by its own. */
function landAgain(source: Source, kept: Rejected, sent: Parameters<typeof readItem>[1]) {
  const { id, at, protocol } = kept
  const item = readItem(protocol, sent)
  const named =
    isUnreadable(item) || item.messageId !== undefined ? item : { ...item, messageId: id }
  const arrival = {
    receivedAt: Date.parse(at),
    address: undefined,
    userAgent: undefined,
    protocol: protocolOf(kept),
  }
  return { item: named, landed: land(named, arrival, source) }
}

/** What was translated says itself which SDK sent it. */
function protocolOf({ protocol, body }: Rejected): Arrival['protocol'] {
  const first = protocol === TRANSLATED ? (parseJson(body) as { protocol?: string }).protocol : null
  return (first ?? protocol) as Arrival['protocol']
}
