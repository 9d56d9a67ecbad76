import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { TellingEvent } from '../../../../model/answers/segment-rules.ts'
import { findFormat, findName } from '../../../components/component-groups.ts'
import { printFigure } from '../../../components/figures.ts'
import { printItem } from '../../../components/item-text.ts'

/** What an event is about: the items and amounts that the segment speaks of. */
export function sayTellingEvent(
  { dimensions, metrics, dataset }: Pick<TellingEvent, 'dimensions' | 'metrics' | 'dataset'>,
  components: ComponentList,
): string {
  const items = Object.entries(dimensions).flatMap(([id, value]) => {
    const found = [value].flat().filter((item) => item !== null && item !== '')
    if (found.length === 0) return []
    return `${findName(components, id)}: ${found.map((item) => printItem(item, id)).join(', ')}`
  })
  const amounts = Object.entries(metrics).map(
    ([id, amount]) =>
      `${findName(components, id)} ${printFigure(amount, findFormat(components, id))}`,
  )
  const all = [...items, ...amounts]
  return all.length === 0 ? dataset : all.join(' · ')
}
