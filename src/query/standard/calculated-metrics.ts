import type { MetricComponent } from '../../model/component-settings.ts'
import type { CalculatedMetric } from '../../model/definitions/calculated-metric.ts'
import type { NumberFormat } from '../../model/format.ts'

/** Words of `formula` in capitals stand for the metric with that context label. */
interface Template {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly formula: string
  readonly format: NumberFormat
}

const percent = { type: 'percent', decimals: 2 } as const
const lossPercent = { ...percent, upIs: 'bad' } as const
const decimal = { type: 'decimal', decimals: 2 } as const
const time = { type: 'time' } as const
const inSession = '{"model":"participation","container":"session"}'

/** The default calculated metrics. semantics §6.3 */
const templates: readonly Template[] = [
  {
    id: 'time-spent-per-person',
    name: 'Time spent per person',
    description: 'Seconds spent, by person.',
    formula: 'time-spent / people',
    format: time,
  },
  {
    id: 'time-spent-per-session',
    name: 'Time spent per session',
    description: 'Seconds spent, by session.',
    formula: 'time-spent / sessions',
    format: time,
  },
  {
    id: 'session-start-rate',
    name: 'Session start rate',
    description: 'How many of the sessions began here.',
    formula: 'session-starts / sessions',
    format: percent,
  },
  {
    id: 'session-end-rate',
    name: 'Session end rate',
    description: 'How many of the sessions ended here.',
    formula: 'session-ends / sessions',
    format: percent,
  },
  {
    id: 'sessions-per-person',
    name: 'Sessions per person',
    description: 'How often a person came.',
    formula: 'sessions / people',
    format: decimal,
  },
  {
    id: 'bounce-rate',
    name: 'Bounce rate',
    description: 'How many of the sessions that began here saw nothing else.',
    formula: 'BOUNCES / session-starts',
    format: lossPercent,
  },
  {
    id: 'weighted-bounce-rate',
    name: 'Weighted bounce rate',
    description: 'The bounce rate of rows with more sessions than the median row, else 0.',
    formula: 'if(sessions > percentile(sessions, 50), BOUNCES / session-starts, 0)',
    format: lossPercent,
  },
  {
    id: 'page-views-per-session',
    name: 'Page views per session',
    description: 'How many pages a session saw.',
    formula: 'PAGE_VIEWS / sessions',
    format: decimal,
  },
  {
    id: 'content-velocity',
    name: 'Content velocity',
    description: 'How many page views a session has in which this took part.',
    formula: `PAGE_VIEWS ${inSession} / sessions`,
    format: decimal,
  },
  {
    id: 'reload-rate',
    name: 'Reload rate',
    description: 'How many of the page views are reloads.',
    formula: 'RELOADS / PAGE_VIEWS',
    format: lossPercent,
  },
  {
    id: 'revenue-per-person',
    name: 'Revenue per person',
    description: 'Revenue by person.',
    formula: 'REVENUE / people',
    format: decimal,
  },
  {
    id: 'revenue-per-session',
    name: 'Revenue per session',
    description: 'Revenue by session.',
    formula: 'REVENUE / sessions',
    format: decimal,
  },
  {
    id: 'revenue-per-order',
    name: 'Revenue per order',
    description: 'What an order is worth.',
    formula: 'REVENUE / ORDERS',
    format: decimal,
  },
  {
    id: 'orders-per-person',
    name: 'Orders per person',
    description: 'How often a person orders.',
    formula: 'ORDERS / people',
    format: decimal,
  },
  {
    id: 'orders-per-session',
    name: 'Orders per session',
    description: 'The conversion rate: orders by session.',
    formula: 'ORDERS / sessions',
    format: percent,
  },
  {
    id: 'order-assists',
    name: 'Order assists',
    description: 'Orders of sessions in which this took part, without the orders that are its own.',
    formula: `ORDERS ${inSession} - ORDERS`,
    format: decimal,
  },
]

/** The ids of all of them, whether a data view allows them or not. */
export const defaultCalculatedMetricIds: readonly string[] = templates.map(({ id }) => id)

type Labelled = Pick<MetricComponent, 'id' | 'labels'>

/**
 * The default calculated metrics that a data view's metrics allow: those on standard metrics always,
 * others where a metric has the context label (`context:orders`, `context:revenue`,
 * `context:page-views`, `context:reloads`). Bounces are single-event sessions unless a metric is
 * labelled `context:bounces`.
 */
export function listDefaultCalculatedMetrics(
  metrics: readonly Labelled[],
): readonly CalculatedMetric[] {
  const labelled = new Map([['BOUNCES', 'single-event-sessions']])
  for (const { id, labels } of metrics) {
    for (const label of labels ?? []) {
      const name = label
        .replace(/^context:/, '')
        .replaceAll('-', '_')
        .toUpperCase()
      if (label.startsWith('context:')) labelled.set(name, id)
    }
  }
  return templates.flatMap(({ formula, ...about }): CalculatedMetric[] => {
    const words = formula.match(/\b[A-Z][A-Z_]+\b/g) ?? []
    if (words.some((word) => !labelled.has(word))) return []
    const text = formula.replaceAll(/\b[A-Z][A-Z_]+\b/g, (word) => `\`${labelled.get(word)}\``)
    return [{ kind: 'calculated-metric', ...about, formula: text }]
  })
}
