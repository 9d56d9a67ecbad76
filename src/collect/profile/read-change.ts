import { isObject, type Json, type JsonObject } from '../call.ts'
import type { CollectedEvent } from '../event.ts'
import { keepTold } from '../read-object.ts'
import { type AttributeChange, listNames, setAll } from './change.ts'
import { findOperation } from './operations.ts'

type Operations = Readonly<Record<string, Json | undefined>>

/**
 * What is told of a person or group by operations on attributes (`{$set_once: {plan: "free"}}`) and by values
 * that are set. In `traits` values are under their names, and every other operation under its own
 * (`traits.set_once.plan`), because a row cannot know what the value was before; `changes` are what the profile
 * is made of.
 */
export function readProfileChange(
  sent: Operations,
  set: JsonObject | undefined,
): Pick<CollectedEvent, 'traits' | 'changes'> {
  const told = Object.entries(sent).flatMap(([name, value]) =>
    value === undefined ? [] : [[snake(name), value] as const],
  )
  const named = told.map(([name, value]) => [
    name,
    isObject(value) ? keepTold(value) : value,
  ]) satisfies [string, Json | undefined][]
  return {
    traits: keepTold({ ...Object.fromEntries(named), ...set }),
    changes: [...told.flatMap(([name, value]) => readOperation(name, value)), ...setAll(set)],
  }
}

/** Errors: none; what is no operation that is known changes nothing. */
export function readOperation(name: string, value: Json): readonly AttributeChange[] {
  if (name === 'delete' || name === 'clear_all') return [{ kind: 'clear' }]
  if (name === 'unset') return listNames(value).map((each) => ({ kind: 'unset', name: each }))
  const kind = findOperation(name)
  if (kind === undefined || !isObject(value)) return []
  return Object.entries(value).flatMap(([attribute, each]) =>
    each === null ? [] : [{ kind, name: attribute, value: each }],
  )
}

/** `$setOnce`, `$set_once` → `set_once` */
export const snake = (name: string): string =>
  name.replace(/^\$/, '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
