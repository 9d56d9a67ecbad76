import type { Item } from '../../../../model/result.ts'
import type { AskedData } from '../asked-data.ts'

/** What a list leads to besides its choices: the items of a dimension, or a calendar. */
export type Further =
  | { readonly kind: 'items'; readonly dimension: string }
  | { readonly kind: 'day' }
  | { readonly kind: 'days' }

export interface SlotChoice<V> {
  readonly name: string
  readonly hint?: string | undefined
  /** What is taken, or where one chooses further. */
  readonly takes: { readonly value: V } | { readonly further: Further }
}

export interface SlotGroup<V> {
  readonly name: string
  readonly choices: readonly SlotChoice<V>[]
}

/** A place in a sentence that is filled from a list. */
export interface Slot<V> {
  /** What it is: `Goal`. */
  readonly label: string
  /** A value as an address holds it; undefined where it does not fit. */
  readonly read: (stored: unknown) => V | undefined
  /** As it stands in the sentence. */
  readonly print: (value: V, data: AskedData) => string
  /** What can be chosen, by what was typed. */
  readonly groups: (data: AskedData, text: string) => readonly SlotGroup<V>[]
  readonly ofItem?: (dimension: string, item: Item) => V
  /** Days as `2026-11-12`; of several the last one is within. */
  readonly ofDays?: (first: string, last: string) => V
}

/** A place that takes several, each once, with a word between them. */
export interface ManySlot<V> {
  readonly each: Slot<V>
  /** Between two: `then`, `and`. */
  readonly between: string
  /** What adds another one. */
  readonly add: string
  readonly least: number
  readonly most: number
}

export const take = <V>(value: V, name: string, hint?: string): SlotChoice<V> => ({
  name,
  hint,
  takes: { value },
})

/** Those of the groups whose names have what was typed. */
export const matching = <V>(
  groups: readonly SlotGroup<V>[],
  text: string,
): readonly SlotGroup<V>[] => {
  const typed = text.trim().toLowerCase()
  return groups
    .map(({ name, choices }) => ({
      name,
      choices: choices.filter((choice) => choice.name.toLowerCase().includes(typed)),
    }))
    .filter(({ choices }) => choices.length > 0)
}

/** Several values as an address holds them; undefined where none fits. */
export function readMany<V>({ each, least, most }: ManySlot<V>, stored: unknown) {
  if (!Array.isArray(stored)) return undefined
  const values = stored.flatMap((one: unknown) => each.read(one) ?? []).slice(0, most)
  return values.length < least ? undefined : values
}
