import type { ComponentList } from '../../../model/answers/data-views.ts'
import { findName } from '../../components/component-groups.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import type { CanvasNodeSettings, CanvasPart } from './canvas-settings.ts'

/** A part of a node as people read it. */
export function namePart(part: CanvasPart, components: ComponentList): string {
  if ('item' in part) return printItem(part.item, part.dimension)
  if ('metric' in part) return findName(components, part.metric)
  if ('segment' in part) return findName(components, part.segment)
  const { dateRange } = part
  return components.dateRanges.find(({ id }) => id === dateRange)?.name ?? dateRange
}

/** What a node is called: by itself, else by its parts, as they are combined. semantics §8.8 */
export const nameNode = (
  { name, parts }: Pick<CanvasNodeSettings, 'name' | 'parts'>,
  components: ComponentList,
): string => name ?? nameParts(parts, components)

export function nameParts(parts: readonly CanvasPart[], components: ComponentList): string {
  const groups = new Map<string, string[]>()
  for (const [index, part] of parts.entries()) {
    const group =
      'item' in part ? `item ${part.dimension}` : 'metric' in part ? 'metric' : `alone ${index}`
    groups.set(group, [...(groups.get(group) ?? []), namePart(part, components)])
  }
  return [...groups.values()]
    .map((names) => names.join(` ${texts.canvas.or} `))
    .join(` ${texts.canvas.and} `)
}
