import { getOwn } from '../../model/own.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import type { JourneyEvent } from '../../query/reports/journey/request.ts'
import { printFigure } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'

const MOST_TOLD = 6

/** What an event is about: the data's own dimensions that have a value on it, then its metrics. */
export function sayEvent(
  { dimensions, metrics }: Pick<JourneyEvent, 'dimensions' | 'metrics'>,
  components: Pick<ComponentList, 'dimensions' | 'metrics'>,
): string {
  const own = components.dimensions.filter(({ isStandard }) => !isStandard)
  const items = own.flatMap(({ id, name }) => {
    const found = [getOwn(dimensions, id) ?? null]
      .flat()
      .filter((item) => item !== null && item !== '')
    return found.length === 0
      ? []
      : [`${name}: ${found.map((item) => printItem(item, id)).join(', ')}`]
  })
  const counted = components.metrics.flatMap(({ id, name, isStandard }) => {
    const figure = getOwn(metrics, id)
    return isStandard || figure === undefined || figure === 0
      ? []
      : [`${name} ${printFigure(figure)}`]
  })
  return [...items.slice(0, MOST_TOLD), ...counted].join(' · ')
}
