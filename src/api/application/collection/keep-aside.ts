import { createHash } from 'node:crypto'
import {
  type ProfileEntry,
  rejectEvent,
  type RejectEntry,
  type RowEntry,
  TRANSLATED,
  untellProfile,
  unlandRow,
} from '../../../collect/index.ts'

/**
 * What its dataset cannot take, as an item that was kept aside: an event that can be read again once what was wrong
 * is right. The same entry is kept once, however often it is.
 */
export function keepAside(entry: RowEntry | ProfileEntry, error: unknown): RejectEntry {
  const event = 'row' in entry ? unlandRow(entry.row) : untellProfile(entry.profile)
  const { source, dataset } = entry
  const detail = `${dataset} cannot take it: ${(error as Error).message}`
  const { reason, body } = rejectEvent('unwritable', event, event.protocol, detail)
  const at = new Date(event.receivedAt).toISOString()
  const id = `${String(event.receivedAt).padStart(14, '0')}-${hash(`${dataset} ${body}`)}`
  return { source, reject: { id, at, protocol: TRANSLATED, reason, detail, body } }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 14)
