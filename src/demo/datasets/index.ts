import type { EventFormat } from '../files/event-files.ts'
import { csv, jsonLines } from '../files/text.ts'
import type { EventDataset } from '../world/events.ts'

const appColumns = [
  'event_id',
  'ts',
  'device_id',
  'customer_id',
  'event',
  'screen',
  'app_version',
  'utm_medium',
  'utm_campaign',
  'tool',
  'order_id',
  'revenue',
  'products',
]

const callColumns = [
  'call_id',
  'ts',
  'customer_id',
  'phone',
  'reason',
  'duration_seconds',
  'outcome',
  'cost',
  'score',
]

/** How each event dataset is written, in the order in which they are imported. */
export const eventFormats: Readonly<Record<EventDataset, EventFormat>> = {
  stores: { format: jsonLines, rowId: 'order_id', identities: ['loyalty_id'] },
  calls: { format: csv(callColumns), rowId: 'call_id', identities: ['customer_id', 'phone'] },
  app: { format: csv(appColumns), rowId: 'event_id', identities: ['device_id', 'customer_id'] },
  web: { format: jsonLines, rowId: 'event_id', identities: ['cookie', 'email'] },
}
