import { did, peopleWho, share } from './columns.ts'
import type { Template } from './template.ts'

const callers = peopleWho(did('context:order-calls'))

export const selfService: Template = {
  id: 'self-service',
  panels: [
    {
      name: 'Use of tools',
      visualizations: [
        {
          type: 'freeform',
          name: 'Tools',
          settings: {
            rows: 'context:tool',
            noValue: false,
            columns: ['people', 'sessions', 'context:tool-uses'],
          },
        },
        {
          type: 'frequency',
          name: 'How often people use tools',
          settings: { where: { metric: 'context:tool-uses' } },
        },
        {
          type: 'engagement',
          name: 'Reach and frequency of each tool',
          settings: {
            features: [{ metric: 'context:tool-uses' }],
            top: 'context:tool',
            interval: 'week',
          },
        },
        {
          type: 'retention',
          name: 'Who uses tools again',
          settings: {
            start: { metric: 'context:tool-uses' },
            return: { metric: 'context:tool-uses' },
            unit: 'week',
            last: 6,
          },
        },
      ],
    },
    {
      name: 'Do buyers who use a tool call less?',
      segments: [
        { container: 'person', where: { metric: 'context:online-orders', op: 'gte', value: 1 } },
      ],
      visualizations: [
        {
          type: 'freeform',
          name: 'Buyers of each tool who called about an order',
          settings: {
            rows: 'context:tool',
            columns: [
              'people',
              { id: 'callers', name: 'Who called', formula: callers },
              share('rate', 'Share who called', callers, { metric: 'people' }),
            ],
          },
          width: 12,
        },
        {
          type: 'impact',
          name: 'Calls before and after the first use',
          settings: {
            around: 'use',
            use: { metric: 'context:tool-uses' },
            measures: [{ metric: 'context:order-calls' }],
            days: 28,
          },
          width: 12,
        },
      ],
    },
  ],
}
