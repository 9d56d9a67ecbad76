import type { ComponentEntry, ComponentList } from '../../../model/answers/data-views.ts'
import { getOwn } from '../../../model/own.ts'
import type { Item } from '../../../model/result.ts'
import type { JourneyEvent } from '../../../query/reports/journey/request.ts'
import { printFigure } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'

/** An event in a line. */
export interface EventLine {
  /** Its first value: mostly what kind of event it is, or its page. */
  readonly title: string | null
  /** Its other values, each once, so far as they are not those of the event before. */
  readonly values: readonly string[]
  /** What is counted on it. */
  readonly metrics: readonly string[]
}

const mostValues = 5

type Described = Pick<JourneyEvent, 'dimensions' | 'metrics' | 'carried' | 'session'>

/** `before`: the event before it in the list, where there is one. */
export function describeEvent(
  event: Described,
  before: Described | undefined,
  { dimensions, metrics }: Pick<ComponentList, 'dimensions' | 'metrics'>,
): EventLine {
  const set = dimensions.filter(({ isStandard, id }) => !isStandard && isSet(event, id))
  const [first, ...others] = set
  const title = first === undefined ? null : printValues(event, first.id)
  const changed = others.filter(({ id }) => !isSame(event, before, id))
  const values = new Set(changed.map(({ id }) => printValues(event, id)))
  return {
    title,
    values: [...values].filter((value) => value !== title).slice(0, mostValues),
    metrics: metrics.flatMap((metric) => printMetric(event, metric)),
  }
}

export const itemsOf = ({ dimensions }: Pick<JourneyEvent, 'dimensions'>, id: string): Item[] =>
  [getOwn(dimensions, id) ?? null].flat().filter((item) => item !== null && item !== '')

/** Whether it has a value that was not kept from another event. */
const isSet = (event: Described, id: string): boolean =>
  event.carried?.includes(id) !== true && itemsOf(event, id).length > 0

const isSame = (event: Described, before: Described | undefined, id: string): boolean =>
  before?.session === event.session &&
  JSON.stringify(itemsOf(before, id)) === JSON.stringify(itemsOf(event, id))

const printValues = (event: Described, id: string): string =>
  itemsOf(event, id)
    .map((item) => printItem(item, id))
    .join(', ')

function printMetric({ metrics }: Described, metric: ComponentEntry): string[] {
  const { id, name, isStandard, format } = metric
  const figure = getOwn(metrics, id)
  if (isStandard || figure === undefined || figure === 0) return []
  const isOnce = figure === 1 && (format === undefined || format.type === 'decimal')
  return [isOnce ? name : `${name} ${printFigure(figure, numberFormat(format))}`]
}

const numberFormat = (format: ComponentEntry['format']) =>
  format?.type === 'boolean' ? undefined : format
