import type { PartialResult } from '../../../engine/index.ts'
import type { PreviewItem } from '../../../model/answers/previews.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { asItems } from '../../derived-fields/items.ts'
import type { Known } from '../../derived-fields/operand.ts'
import { addGroup } from './groups.ts'

/** A value's most frequent items, read when the plan has run. */
export async function addTopItems(
  c: Compilation,
  known: Known,
  limit: number,
): Promise<(partials: readonly PartialResult[]) => readonly PreviewItem[]> {
  const read = addGroup(c, [await asItems(c, known)])
  return (partials) =>
    read(partials)
      .map(({ items: [item = null], events }) => ({ item, events }))
      .toSorted((a, b) => b.events - a.events)
      .slice(0, limit)
}
