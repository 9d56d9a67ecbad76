import { dimensionGroups, findName } from '../../../components/component-groups.ts'
import { texts } from '../../../texts/index.ts'
import type { AskedData } from '../asked-data.ts'
import { matching, type Slot, type SlotGroup, take } from './slot.ts'

export const dimensionSlot = (label: string): Slot<string> => ({
  label,
  read: (stored) => (typeof stored === 'string' ? stored : undefined),
  print: (id, { context }) => findName(context.components, id),
  groups: (data, text) => matching(groups<string>(data), text),
})

/** What stands in the sentence with a dimension, and without one. */
interface OptionalWords {
  readonly none: string
  readonly some: (name: string) => string
}

/** A dimension, or none. */
export const optionalDimensionSlot = (
  label: string,
  words: OptionalWords,
): Slot<string | null> => ({
  label,
  read: (stored) => (stored === null || typeof stored === 'string' ? stored : undefined),
  print: (id, { context }) =>
    id === null ? words.none : words.some(findName(context.components, id)),
  groups: (data, text) =>
    matching(
      [
        { name: texts.kinds.nothing, choices: [take(null, words.none)] },
        ...groups<string | null>(data),
      ],
      text,
    ),
})

const groups = <V>({ context }: AskedData): readonly SlotGroup<V | string>[] =>
  dimensionGroups(context.components).map(({ name, choices }) => ({
    name,
    choices: choices.map((each) => take(each.id, each.name, each.description)),
  }))
