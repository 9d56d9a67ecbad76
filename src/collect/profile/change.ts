import { isObject, type Json, type JsonObject } from '../call.ts'
import type { OperationName } from './operations.ts'

/** What an event does to an attribute of its person or group; `clear` takes all of them away. */
export type AttributeChange =
  | { readonly kind: 'set'; readonly name: string; readonly value: Json }
  | { readonly kind: 'unset'; readonly name: string }
  | { readonly kind: OperationName; readonly name: string; readonly value: Json }
  | { readonly kind: 'clear' }

/** Values as they are told: one that is null is taken away. */
export const setAll = (traits: JsonObject | undefined): readonly AttributeChange[] =>
  Object.entries(traits ?? {}).map(([name, value]) =>
    value === null ? { kind: 'unset', name } : { kind: 'set', name, value },
  )

/** Names in a list or an object, or a single one. */
export function listNames(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.filter((name) => typeof name === 'string')
  return isObject(value) ? Object.keys(value) : []
}
