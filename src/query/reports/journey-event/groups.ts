import type { GroupPartial } from '../../../engine/index.ts'

/** A group with a figure. */
export interface ReadGroup {
  /** One per key. */
  readonly codes: readonly number[]
  readonly credit: number
}

/** The groups of the first measure that are not 0. */
export function readGroups(
  { keys, values: [figures] }: GroupPartial,
  sizes: readonly number[],
): readonly ReadGroup[] {
  return Array.from(figures!, (credit, group) => ({ group, credit }))
    .filter(({ credit }) => credit !== 0)
    .map(({ group, credit }) => ({
      credit,
      codes: keys === null ? splitGroup(group, sizes) : keys.map((codes) => codes[group]!),
    }))
}

/** In dense figures the group of codes a, b … stands at (a × sizeB + b) …. */
function splitGroup(group: number, sizes: readonly number[]): readonly number[] {
  let rest = group
  return sizes
    .toReversed()
    .map((size) => {
      const code = rest % size
      rest = Math.floor(rest / size)
      return code
    })
    .toReversed()
}

export const addUp = (groups: readonly ReadGroup[]): number =>
  groups.reduce((sum, { credit }) => sum + credit, 0)
