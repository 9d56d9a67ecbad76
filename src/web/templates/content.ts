import { credited } from './columns.ts'
import type { Template } from './template.ts'

export const content: Template = {
  id: 'content',
  panels: [
    {
      name: 'What is looked at',
      visualizations: [
        {
          type: 'freeform',
          name: 'Pages',
          settings: {
            rows: 'context:page',
            noValue: false,
            columns: [
              'context:page-views',
              'people',
              'session-starts',
              'session-ends',
              'time-spent',
              credited('context:orders', 'participation', 'Orders it took part in'),
            ],
          },
          width: 12,
        },
        {
          type: 'freeform',
          name: 'Kinds of pages',
          settings: { rows: 'context:page-type', columns: ['context:page-views', 'people'] },
        },
        {
          type: 'horizontal-bar',
          name: 'Most viewed pages',
          settings: { dimension: 'context:page', metrics: ['context:page-views'] },
        },
        {
          type: 'flow',
          name: 'What comes next',
          settings: { dimension: 'context:page', container: 'session' },
          width: 12,
        },
      ],
    },
  ],
}
