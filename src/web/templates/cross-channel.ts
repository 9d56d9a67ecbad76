import { share, steps } from './columns.ts'
import type { Template } from './template.ts'

export const crossChannel: Template = {
  id: 'cross-channel',
  panels: [
    {
      name: 'One view of people',
      visualizations: [
        {
          type: 'freeform',
          name: 'People, sessions and orders by place',
          settings: {
            rows: 'context:place',
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
          type: 'fallout',
          name: 'From a page to an order to a call',
          settings: { steps: steps('context:page-views', 'context:orders', 'context:calls') },
        },
        {
          type: 'flow',
          name: 'Ways across places',
          settings: { dimension: 'context:place', container: 'person' },
        },
        {
          type: 'flow',
          name: 'Ways across pages, screens, stores and calls',
          settings: { dimension: 'context:interaction', container: 'person' },
          width: 12,
        },
        {
          type: 'paths',
          name: 'Places before an order',
          settings: { dimension: 'context:place', goal: 'context:orders', container: 'person' },
        },
        { type: 'growth', name: 'New and returning people', settings: { interval: 'week' } },
      ],
    },
  ],
}
