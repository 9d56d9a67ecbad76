import { credited, share } from './columns.ts'
import type { Template } from './template.ts'

const models = (models: readonly string[]) => ({
  dimension: 'context:channel-touch',
  metric: 'context:orders',
  models,
  days: 30,
})

export const channels: Template = {
  id: 'channels',
  panels: [
    {
      name: 'Engagement and conversion',
      visualizations: [
        {
          type: 'freeform',
          name: 'Channels',
          settings: {
            rows: 'context:channel',
            columns: [
              'people',
              'sessions',
              'context:orders',
              'context:revenue',
              share(
                'rate',
                'Orders per session',
                { metric: 'context:orders' },
                { metric: 'sessions' },
              ),
            ],
          },
          width: 12,
        },
        {
          type: 'area',
          name: 'Orders per week by channel',
          settings: {
            metrics: ['context:orders'],
            interval: 'week',
            breakdown: 'context:channel',
            stacking: 'stacked',
          },
          width: 12,
        },
      ],
    },
    {
      name: 'Credit',
      visualizations: [
        {
          type: 'attribution',
          name: 'First, last and every touch',
          settings: models(['first-touch', 'last-touch', 'linear', 'participation']),
        },
        {
          type: 'attribution',
          name: 'Touches weighed by place and age',
          settings: models(['u-shaped', 'time-decay']),
        },
      ],
    },
    {
      name: 'Cost and return',
      visualizations: [
        {
          type: 'freeform',
          name: 'Campaigns and what they cost',
          settings: {
            rows: 'context:campaign',
            columns: [
              'context:ad-cost',
              'context:impressions',
              'context:ad-clicks',
              credited('context:revenue', 'last-touch', 'Revenue, last touch'),
            ],
          },
          width: 12,
        },
      ],
    },
  ],
}
