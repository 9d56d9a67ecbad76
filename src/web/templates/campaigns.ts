import { credited } from './columns.ts'
import type { Template } from './template.ts'

export const campaigns: Template = {
  id: 'campaigns',
  panels: [
    {
      name: 'Conversion',
      visualizations: [
        {
          type: 'freeform',
          name: 'Campaigns: last touches and assists',
          settings: {
            rows: 'context:campaign',
            noValue: false,
            columns: [
              'people',
              'sessions',
              credited('context:orders', 'last-touch', 'Orders, last touch'),
              credited('context:orders', 'first-touch', 'Orders, first touch'),
              credited('context:orders', 'participation', 'Orders it took part in'),
            ],
          },
          width: 12,
        },
        {
          type: 'attribution',
          name: 'Orders by model',
          settings: {
            dimension: 'context:campaign',
            metric: 'context:orders',
            models: ['first-touch', 'last-touch', 'linear', 'participation'],
            days: 30,
          },
          width: 12,
        },
      ],
    },
    {
      name: 'Engagement',
      visualizations: [
        {
          type: 'retention',
          name: 'Who comes back after the first visit',
          settings: { unit: 'week', last: 6 },
        },
        {
          type: 'cohort',
          name: 'Weeks from the first visit to an order',
          settings: { granularity: 'week', return: 'context:orders' },
        },
        {
          type: 'line',
          name: 'Sessions per day by campaign',
          settings: { metrics: ['sessions'], interval: 'day', breakdown: 'context:campaign' },
          width: 12,
        },
      ],
    },
  ],
}
