import type { PartialResult } from '../../../engine/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import type { TextValue } from '../../compilation/value.ts'
import type { Item } from '../../../model/result.ts'

/** Items that occur together, and on how many events. */
export interface Group {
  readonly items: readonly Item[]
  readonly events: number
}

/** Counts the events of every combination of items that occurs; read when the plan has run, in any order. */
export function addGroup(
  c: Compilation,
  values: readonly TextValue[],
): (partials: readonly PartialResult[]) => readonly Group[] {
  const sizes = values.map(({ domain }) => domain.size)
  const at = c.plan.aggregate({
    kind: 'group',
    keys: values.map(({ ref }) => ref),
    sizes,
    lists: values.map(({ isList }) => isList),
    mask: null,
    measures: [{ measure: 'count', mask: null }],
  })
  return (partials) => {
    const partial = partials[at]!
    if (!('values' in partial)) throw new Error('a group has values')
    const { keys } = partial as { readonly keys: readonly Uint32Array[] | null }
    const codeOf = (row: number, key: number) =>
      keys ? keys[key]![row]! : denseCode(sizes, row, key)
    return Array.from(partial.values[0]!, (events, row) => ({ events, row }))
      .filter(({ events }) => events > 0)
      .map(({ events, row }) => ({
        events,
        items: values.map(({ domain }, key) => domain.item(codeOf(row, key))),
      }))
  }
}

/** The group of codes a, b … stands at (a × sizeB + b) …. */
function denseCode(sizes: readonly number[], row: number, key: number): number {
  const below = sizes.slice(key + 1).reduce((product, size) => product * size, 1)
  return Math.floor(row / below) % sizes[key]!
}
