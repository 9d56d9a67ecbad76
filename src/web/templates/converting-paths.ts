import { steps } from './columns.ts'
import type { Template } from './template.ts'

const buying = steps(
  'context:product-views',
  'context:cart-additions',
  'context:checkouts',
  'context:orders',
)

export const convertingPaths: Template = {
  id: 'converting-paths',
  panels: [
    {
      name: 'The way to an order',
      visualizations: [
        { type: 'fallout', name: 'Where people are lost', settings: { steps: buying } },
        {
          type: 'fallout',
          name: 'In one session, by channel',
          settings: { steps: buying, container: 'session', breakdown: 'context:channel' },
        },
        {
          type: 'paths',
          name: 'Paths that lead to orders',
          settings: { dimension: 'context:page', goal: 'context:orders', order: 'most' },
        },
        {
          type: 'paths',
          name: 'Paths that do not',
          settings: {
            dimension: 'context:page',
            goal: 'context:orders',
            order: 'least-converting',
          },
        },
        {
          type: 'flow',
          name: 'Ways through the pages',
          settings: { dimension: 'context:page', container: 'session' },
          width: 12,
        },
      ],
    },
  ],
}
