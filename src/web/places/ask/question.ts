import { getOwn } from '../../../model/own.ts'
import type { Stored } from '../../visualizations/index.ts'
import type { AskedData } from './asked-data.ts'
import { type ManySlot, readMany, type Slot } from './slots/slot.ts'

/** The settings of the visualization that answers. */
export interface Answer {
  readonly type: string
  readonly settings: Stored
}

type SlotsOf<S> = {
  readonly [K in keyof S]: S[K] extends readonly (infer V)[] ? ManySlot<V> : Slot<S[K]>
}

interface Definition<S> {
  /** In the address. */
  readonly id: string
  readonly label: string
  readonly about: string
  /** With the names of its slots in braces: `How many people did {goal}?` */
  readonly sentence: string
  readonly slots: SlotsOf<S>
  /** What fits the data. */
  readonly start: (data: AskedData) => S
  readonly answer: (values: S) => Answer
}

export type AnySlot = Slot<unknown> | ManySlot<unknown>

/** A part of a sentence: words, or the name of a slot. */
export type SentencePart = { readonly words: string } | { readonly slot: string }

export interface Question {
  readonly id: string
  readonly label: string
  readonly about: string
  readonly parts: readonly SentencePart[]
  readonly slots: Readonly<Record<string, AnySlot>>
  /** Values of all slots: those that are stored and fit, else those that fit the data. */
  readonly read: (stored: Stored, data: AskedData) => Stored
  readonly answer: (values: Stored) => Answer
}

export const isMany = (slot: AnySlot): slot is ManySlot<unknown> => 'each' in slot

/** A sentence whose slots say what a visualization shows. */
export function defineQuestion<S extends object>(definition: Definition<S>): Question {
  const { id, label, about, sentence } = definition
  const slots = definition.slots as unknown as Readonly<Record<string, AnySlot>>
  return {
    id,
    label,
    about,
    parts: splitSentence(sentence),
    slots,
    read: (stored, data) => {
      const start = definition.start(data) as Stored
      const given = Object.entries(slots).map(([name, slot]) => {
        const value = getOwn(stored, name)
        const own = isMany(slot) ? readMany(slot, value) : slot.read(value)
        return [name, own === undefined ? getOwn(start, name) : own]
      })
      return Object.fromEntries(given) as Stored
    },
    answer: (values) => definition.answer(values as S),
  }
}

export const splitSentence = (sentence: string): readonly SentencePart[] =>
  sentence
    .split(/(\{[a-z]+\})/i)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? { slot: part.slice(1, -1) } : { words: part }))

/** The sentence as plain text. */
export function printSentence({ parts, slots }: Question, values: Stored, data: AskedData): string {
  const words = parts.map((part) => {
    if ('words' in part) return part.words
    const slot = getOwn(slots, part.slot)
    if (slot === undefined) return ''
    const value = getOwn(values, part.slot)
    if (!isMany(slot)) return slot.print(value, data)
    return (value as readonly unknown[])
      .map((each) => slot.each.print(each, data))
      .join(slot.between)
  })
  return words.join('')
}
