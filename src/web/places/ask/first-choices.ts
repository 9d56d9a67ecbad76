import type { TouchSetting } from '../../visualizations/read-settings.ts'
import type { AskedData } from './asked-data.ts'

/** What has a context label: `orders` of `context:orders`. */
export function findLabelled({ context: { components } }: AskedData, label: string) {
  const { metrics, dimensions } = components
  return [...metrics, ...dimensions].find(({ labels = [] }) => labels.includes(`context:${label}`))
    ?.id
}

/** Metrics that have data, those with labels first: what a business counts. */
const countedMetrics = (data: AskedData): readonly string[] => {
  const { metrics } = data.facts
  const labelled = ['orders', 'cart-additions', 'product-views', 'page-views'].flatMap(
    (label) => findLabelled(data, label) ?? [],
  )
  const known = new Set(metrics.map(({ id }) => id))
  const first = labelled.filter((id) => known.has(id))
  const named = metrics.map(({ id }) => id).filter((id) => id === 'orders' && !first.includes(id))
  return [...new Set([...first, ...named, ...metrics.map(({ id }) => id)])]
}

/** The metric that matters most, as far as can be told; all events where there is none. */
export const firstGoal = (data: AskedData): string => countedMetrics(data)[0] ?? 'events'

/** Metrics that matter, the first ones. */
export const firstMetrics = (data: AskedData, count: number): readonly string[] => {
  const found = countedMetrics(data).slice(0, count)
  return found.length === 0 ? ['events'] : found
}

/** What people do, the most common first and the goal last: metrics, else items of what tells events apart. */
export function firstSteps(data: AskedData): readonly TouchSetting[] {
  const goal = firstGoal(data)
  const before = data.facts.metrics.filter(({ id }) => id !== goal)
  const people = new Map(data.facts.metrics.map(({ id, people: count }) => [id, count]))
  const common = before.find(({ people: count }) => count >= (people.get(goal) ?? 0))
  const labelled = ['product-views', 'cart-additions'].flatMap(
    (label) => findLabelled(data, label) ?? [],
  )
  const way = labelled.length > 0 ? labelled : common === undefined ? [] : [common.id]
  const steps = [...way.filter((id) => id !== goal), goal].map((metric) => ({ metric }))
  return steps.length > 1 ? steps : itemSteps(data)
}

function itemSteps({ facts }: AskedData): readonly TouchSetting[] {
  const [first] = facts.dimensions
  const items = (first?.items ?? []).slice(0, 2)
  if (first === undefined || items.length < 2) return [{ metric: 'events' }, { metric: 'events' }]
  return items.map((item) => ({ dimension: first.id, item }))
}

/** The event that matters most: the goal, else the most common item. */
export const firstEvent = (data: AskedData): TouchSetting => {
  const goal = firstGoal(data)
  if (goal !== 'events') return { metric: goal }
  const [first] = data.facts.dimensions
  const item = first?.items[0]
  return first === undefined || item === undefined
    ? { metric: 'events' }
    : { dimension: first.id, item }
}

/** Something that people do besides that, for what is tried or used: what fewer people have. */
export const firstUse = (data: AskedData): TouchSetting => {
  const tool = findLabelled(data, 'tool-uses')
  if (tool !== undefined) return { metric: tool }
  const goal = firstGoal(data)
  const rarer = data.facts.metrics.findLast(({ id }) => id !== goal)
  return rarer === undefined ? firstEvent(data) : { metric: rarer.id }
}

/** What people are told apart by: the channel, else the first of the data. */
export const firstDimension = (data: AskedData): string =>
  findLabelled(data, 'channel') ?? data.facts.dimensions[0]?.id ?? 'day'

/** What people go through: pages, else the first of the data. */
export const firstPathDimension = (data: AskedData): string =>
  findLabelled(data, 'page') ?? data.facts.dimensions[0]?.id ?? 'day'
