import { getOwn } from '../model/own.ts'
import type { Json, JsonObject } from './call.ts'

/** Where a value stands in a context: `['page', 'url']`, `['locale']`. collect §1 */
export type Place = readonly [string] | readonly [string, string]

/** A name of the sender's → its place; where several have one place, the first that says something has it. */
export type Places = Readonly<Record<string, Place>>

/** What SDKs send where there is no referrer. */
const NOTHING: readonly (Json | undefined)[] = [undefined, null, '', '$direct']

/** What is known of a call's surroundings, which each SDK calls by other names. */
export function gatherContext(sent: JsonObject, places: Places): JsonObject {
  const context = new Map<string, Json | Map<string, Json>>()
  for (const [name, [first, second]] of Object.entries(places)) {
    const value = getOwn(sent, name)
    if (value === undefined || NOTHING.includes(value)) continue
    const inside = context.get(first)
    if (second === undefined) {
      if (inside === undefined) context.set(first, value)
    } else if (inside instanceof Map) {
      if (!inside.has(second)) inside.set(second, value)
    } else if (inside === undefined) {
      context.set(first, new Map([[second, value]]))
    }
  }
  return toObject(context)
}

const toObject = (context: ReadonlyMap<string, Json | Map<string, Json>>): JsonObject =>
  Object.fromEntries(
    [...context].map(([name, value]) => [
      name,
      value instanceof Map ? Object.fromEntries(value) : value,
    ]),
  )
