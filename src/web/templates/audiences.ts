import { steps } from './columns.ts'
import type { Template } from './template.ts'

const leftCart = {
  container: 'person',
  where: {
    and: [
      { metric: 'context:cart-additions', op: 'gte', value: 1 },
      { not: { container: 'person', where: { metric: 'context:orders', op: 'gte', value: 1 } } },
    ],
  },
}

const howTo = `Press on a number of people, or on those who were lost before a step, and choose **Create audience**: it is evaluated on a schedule, kept in the profile and sent to destinations.`

export const audiences: Template = {
  id: 'audiences',
  panels: [
    {
      name: 'Who drops out',
      visualizations: [
        {
          type: 'fallout',
          name: 'From the cart to the order',
          settings: {
            steps: steps('context:cart-additions', 'context:checkouts', 'context:orders'),
          },
        },
        { type: 'text', name: 'From a number to an audience', settings: { text: howTo } },
      ],
    },
    {
      name: 'People with a cart and no order',
      segments: [leftCart],
      visualizations: [
        {
          type: 'freeform',
          name: 'How they came',
          settings: { rows: 'context:channel', columns: ['people', 'context:cart-additions'] },
        },
        {
          type: 'freeform',
          name: 'What they looked at',
          settings: {
            rows: 'context:product',
            noValue: false,
            columns: ['people', 'context:cart-additions', 'context:product-views'],
          },
        },
      ],
    },
  ],
}
