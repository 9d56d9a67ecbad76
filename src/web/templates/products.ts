import { share } from './columns.ts'
import type { Template } from './template.ts'

const sold = [
  'context:product-views',
  'context:cart-additions',
  'context:orders',
  'context:units',
  'context:revenue',
  share(
    'rate',
    'Orders per view',
    { metric: 'context:orders' },
    { metric: 'context:product-views' },
  ),
]

export const products: Template = {
  id: 'products',
  panels: [
    {
      name: 'Products and categories',
      visualizations: [
        {
          type: 'freeform',
          name: 'Products',
          settings: { rows: 'context:product', noValue: false, columns: sold },
          width: 12,
        },
        {
          type: 'freeform',
          name: 'Categories',
          settings: { rows: 'context:product-category', noValue: false, columns: sold },
          width: 12,
        },
      ],
    },
    {
      name: 'How they were found',
      visualizations: [
        {
          type: 'freeform',
          name: 'Ways of finding',
          settings: {
            rows: 'context:finding-method',
            columns: ['context:orders', 'context:revenue'],
          },
        },
        {
          type: 'freeform',
          name: 'Search terms',
          settings: { rows: 'context:search-term', noValue: false, columns: ['events', 'people'] },
        },
      ],
    },
  ],
}
