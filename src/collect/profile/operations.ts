import type { Json } from '../call.ts'

/** What an SDK may do to an attribute whose value it does not know. */
interface Operation {
  /** What protocols call it, in snake case. */
  readonly names: readonly string[]
  readonly description: string
  /** What the attribute is afterwards; no value is undefined. */
  readonly apply: (before: Json | undefined, value: Json) => Json | undefined
  readonly examples: readonly {
    readonly before?: Json
    readonly value: Json
    readonly after: Json
  }[]
}

/** A list that only grows is cut: what is at its beginning goes. */
const LONGEST = 1000

const listOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

const same = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Those of `more` that `list` does not have, each once. */
function missingIn(list: readonly Json[], more: readonly Json[]): readonly Json[] {
  const known = new Set(list.map((each) => JSON.stringify(each)))
  return more.filter((each) => {
    const text = JSON.stringify(each)
    if (known.has(text)) return false
    known.add(text)
    return true
  })
}

/** What is no number changes no number, and is not changed by one. */
const withNumbers =
  (apply: (before: number | undefined, value: number) => number) =>
  (before: Json | undefined, value: Json): Json | undefined => {
    if (typeof value !== 'number') return before
    if (before !== undefined && typeof before !== 'number') return before
    const after = apply(before, value)
    return Number.isFinite(after) ? after : before
  }

/** Every one changes a value by what it was before, so that they count in the order of their times. */
export const operations = {
  set_once: {
    names: ['set_once'],
    description: 'Sets what has no value yet.',
    apply: (before, value) => before ?? value,
    examples: [
      { value: 'ad', after: 'ad' },
      { before: 'ad', value: 'mail', after: 'ad' },
    ],
  },
  add: {
    names: ['add', 'inc', 'increment'],
    description: 'Adds to a number; what has no value is 0.',
    apply: withNumbers((before = 0, value) => before + value),
    examples: [
      { value: 2, after: 2 },
      { before: 3, value: -1, after: 2 },
      { before: 'pro', value: 1, after: 'pro' },
    ],
  },
  multiply: {
    names: ['multiply', 'mul'],
    description: 'Multiplies a number; what has no value is 0.',
    apply: withNumbers((before = 0, value) => before * value),
    examples: [{ before: 3, value: 2, after: 6 }],
  },
  min: {
    names: ['min'],
    description: 'The smaller of two numbers.',
    apply: withNumbers((before = Number.POSITIVE_INFINITY, value) => Math.min(before, value)),
    examples: [{ before: 3, value: 2, after: 2 }],
  },
  max: {
    names: ['max'],
    description: 'The greater of two numbers.',
    apply: withNumbers((before = Number.NEGATIVE_INFINITY, value) => Math.max(before, value)),
    examples: [{ before: 3, value: 2, after: 3 }],
  },
  append: {
    names: ['append', 'push'],
    description: 'Puts values at the end of a list.',
    apply: (before, value) => [...listOf(before), ...listOf(value)].slice(-LONGEST),
    examples: [{ before: ['a'], value: 'a', after: ['a', 'a'] }],
  },
  prepend: {
    names: ['prepend'],
    description: 'Puts values at the beginning of a list.',
    apply: (before, value) => [...listOf(value), ...listOf(before)].slice(0, LONGEST),
    examples: [{ before: ['a'], value: ['b', 'c'], after: ['b', 'c', 'a'] }],
  },
  union: {
    names: ['union', 'add_to_set', 'push_unique', 'post_insert'],
    description: 'Puts values that a list does not have at its end.',
    apply: (before, value) => {
      const list = listOf(before)
      return [...list, ...missingIn(list, listOf(value))].slice(-LONGEST)
    },
    examples: [{ before: ['a'], value: ['a', 'b'], after: ['a', 'b'] }],
  },
  pre_insert: {
    names: ['pre_insert'],
    description: 'Puts values that a list does not have at its beginning.',
    apply: (before, value) => {
      const list = listOf(before)
      return [...missingIn(list, listOf(value)), ...list].slice(0, LONGEST)
    },
    examples: [{ before: ['a'], value: ['a', 'b'], after: ['b', 'a'] }],
  },
  remove: {
    names: ['remove', 'pull'],
    description: 'Takes values out of a list.',
    apply: (before, value) => {
      if (!Array.isArray(before)) return before
      const gone = listOf(value)
      return (before as readonly Json[]).filter((each) => !gone.some((one) => same(one, each)))
    },
    examples: [{ before: ['a', 'b', 'a'], value: 'a', after: ['b'] }],
  },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof operations

export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name)

const byName: ReadonlyMap<string, OperationName> = new Map(
  Object.entries(operations).flatMap(([id, { names }]) =>
    names.map((name) => [name, id as OperationName] as const),
  ),
)

/** By what a protocol calls it, in snake case. */
export const findOperation = (name: string): OperationName | undefined => byName.get(name)
