import type { EventKey } from '../event-key.ts'
import type { Side } from './align-events.ts'

/** An event, and whose it is. */
export interface OpenedEvent {
  readonly key: EventKey
  readonly side: Side
}
