import { isObject, type Json, type JsonObject } from './call.ts'
import { keepTold } from './read-object.ts'

/**
 * What is told of a person or group: values that are set are traits under their names; every other operation
 * (set once, add, append, unset …) is kept in `traits` under the name of the operation, `traits.set_once.plan`,
 * because a row cannot know what the value was before.
 */
export function readProfileChange(
  operations: Readonly<Record<string, Json | undefined>>,
  set: JsonObject | undefined,
): JsonObject | undefined {
  const named = Object.entries(operations).map(
    ([name, value]) => [snake(name), isObject(value) ? keepTold(value) : value] as const,
  )
  return keepTold({ ...Object.fromEntries(named), ...set })
}

/** `$setOnce`, `$set_once` → `set_once` */
const snake = (name: string): string =>
  name.replace(/^\$/, '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
