import { type Slot, take } from './slot.ts'

interface NumberSlotOptions {
  readonly least: number
  readonly most: number
  /** What is offered before something is typed. */
  readonly offered: readonly number[]
  readonly print: (count: number) => string
}

/** A whole number: one of those that are offered, or the one that is typed. */
export const numberSlot = (
  label: string,
  { least, most, offered, print }: NumberSlotOptions,
): Slot<number> => {
  const fits = (count: unknown): count is number =>
    typeof count === 'number' && Number.isInteger(count) && count >= least && count <= most
  return {
    label,
    read: (stored) => (fits(stored) ? stored : undefined),
    print,
    groups: (_data, text) => {
      const typed = /\d+/.exec(text)?.[0]
      const counts = typed === undefined ? offered : [Number(typed)]
      const choices = counts.filter(fits).map((count) => take(count, print(count)))
      return choices.length === 0 ? [] : [{ name: label, choices }]
    },
  }
}
