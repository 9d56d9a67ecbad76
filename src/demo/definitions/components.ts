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
    name: 'Called after a payment error',
    description: 'People who called within 30 minutes of a payment that could not be confirmed.',
    dataView,
    definition: {
      container: 'person',
      where: {
        sequence: [
          { metric: 'payment-errors', op: 'exists' },
          { step: { metric: 'calls', op: 'exists' }, within: { minutes: 30 } },
        ],
      },
    },
  },
  {
    kind: 'segment',
    id: 'order-tracker-users',
    name: 'Users of the order tracker',
    description: 'Buyers online who looked at least once where their order is.',
    dataView,
    definition: {
      container: 'person',
      where: {
        and: [
          { metric: 'online-orders', op: 'gte', value: 1 },
          { dimension: 'tool', op: 'equals', value: 'Order tracker' },
        ],
      },
    },
  },
  {
    kind: 'segment',
    id: 'no-order-tracker',
    name: 'Without the order tracker',
    description: 'Buyers online who never looked where their order is.',
    dataView,
    definition: {
      container: 'person',
      where: {
        and: [
          { metric: 'online-orders', op: 'gte', value: 1 },
          {
            not: {
              container: 'person',
              where: { dimension: 'tool', op: 'equals', value: 'Order tracker' },
            },
          },
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
  {
    kind: 'calculated-metric',
    id: 'calls-per-order',
    name: 'Calls per order',
    description: 'Calls of people who ask where their order is, per order online.',
    dataView,
    formula: { op: '/', args: [{ metric: 'order-calls' }, { metric: 'online-orders' }] },
    format: { type: 'percent', decimals: 1, upIs: 'bad' },
  },
  {
    kind: 'calculated-metric',
    id: 'call-score',
    name: 'Call score',
    description: 'What callers gave on average, 1 to 5.',
    dataView,
    formula: { op: '/', args: [{ metric: 'call-scores' }, { metric: 'scored-calls' }] },
    format: { type: 'decimal', decimals: 1 },
  },
  {
    kind: 'calculated-metric',
    id: 'assisted-orders',
    name: 'Assisted orders',
    description: 'Orders that something took part in without being the last touch.',
    dataView,
    formula: {
      op: '-',
      args: [
        { metric: 'orders', attribution: { model: 'participation', lookback: { days: 30 } } },
        { metric: 'orders', attribution: { model: 'last-touch', lookback: { days: 30 } } },
      ],
    },
    format: { type: 'decimal', decimals: 0 },
  },
  {
    kind: 'calculated-metric',
    id: 'return-on-ad-spend',
    name: 'Return on ad spend',
    description: 'Revenue by last touch per euro that advertisements cost.',
    dataView,
    formula: {
      op: '/',
      args: [
        { metric: 'revenue', attribution: { model: 'last-touch', lookback: { days: 30 } } },
        { metric: 'ad-cost' },
      ],
    },
    format: { type: 'decimal', decimals: 2 },
  },
] as const

export const demoComponents = [...segments, ...calculatedMetrics]
