const dataView = 'harbor-and-pine'

const segments = [
  {
    kind: 'segment',
    id: 'buyers',
    name: 'Buyers',
    description: 'People with at least one order.',
    dataView,
    definition: { container: 'person', where: { metric: 'orders', op: 'gte', value: 1 } },
  },
  {
    kind: 'segment',
    id: 'mobile-sessions',
    name: 'Mobile sessions',
    description: 'Sessions on a phone.',
    dataView,
    definition: {
      container: 'session',
      where: { dimension: 'device', op: 'equals', value: 'Mobile' },
    },
  },
  {
    kind: 'segment',
    id: 'desktop-sessions',
    name: 'Desktop sessions',
    description: 'Sessions on a computer.',
    dataView,
    definition: {
      container: 'session',
      where: { dimension: 'device', op: 'equals', value: 'Desktop' },
    },
  },
  {
    kind: 'segment',
    id: 'error-then-call',
    name: 'Called after an error',
    description: 'People who called within 30 minutes of an error.',
    dataView,
    definition: {
      container: 'person',
      where: {
        sequence: [
          { metric: 'errors', op: 'exists' },
          { step: { metric: 'calls', op: 'exists' }, within: { minutes: 30 } },
        ],
      },
    },
  },
] as const

const calculatedMetrics = [
  {
    kind: 'calculated-metric',
    id: 'conversion-rate',
    name: 'Conversion rate',
    description: 'Orders per session.',
    dataView,
    formula: { op: '/', args: [{ metric: 'orders' }, { metric: 'sessions' }] },
    format: { type: 'percent', decimals: 1 },
  },
  {
    kind: 'calculated-metric',
    id: 'average-order-value',
    name: 'Average order value',
    description: 'Revenue per order.',
    dataView,
    formula: { op: '/', args: [{ metric: 'revenue' }, { metric: 'orders' }] },
    format: { type: 'currency', currency: 'EUR', decimals: 2 },
  },
] as const

export const sampleComponents = [...segments, ...calculatedMetrics]
