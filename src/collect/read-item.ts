import type { JsonObject } from './call.ts'
import { type Item, reject, TRANSLATED } from './event.ts'
import { protocols } from './protocols/index.ts'
import { readTranslated } from './translated.ts'

/** An item of a batch in the words of a protocol or in ours, such as one that was kept aside and mended. */
export function readItem(protocol: string, sent: JsonObject): Item {
  if (protocol === TRANSLATED) return readTranslated(sent)
  const found = protocols.find(({ id }) => id === protocol)
  return found?.readItem(sent) ?? reject('unknown-type', sent)
}
