import { getOwn } from '../../../../model/own.ts'
import { matching, type Slot, take } from './slot.ts'

/** One of a few, by its words. */
export const choiceSlot = <T extends string>(
  label: string,
  words: Readonly<Record<T, string>>,
): Slot<T> => {
  const ids = Object.keys(words) as T[]
  return {
    label,
    read: (stored) => ids.find((id) => id === stored),
    print: (id) => getOwn(words, id) ?? id,
    groups: (_data, text) =>
      matching([{ name: label, choices: ids.map((id) => take(id, words[id])) }], text),
  }
}
