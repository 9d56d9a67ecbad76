import type { JsonObject } from './call.ts'
import { type Item, reject } from './event.ts'
import { protocols } from './protocols/index.ts'

/** An item of a batch in the words of a protocol, such as one that was kept aside and mended. */
export function readItem(protocol: string, sent: JsonObject): Item {
  const found = protocols.find(({ id }) => id === protocol)
  return found?.readItem(sent) ?? reject('unknown-type', sent)
}
