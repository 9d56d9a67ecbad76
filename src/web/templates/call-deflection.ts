import { did, peopleWho, share, steps } from './columns.ts'
import type { Template } from './template.ts'

const soon = { minutes: 30 }
const callSoon = peopleWho({
  sequence: [did('context:errors'), { step: did('context:calls'), within: soon }],
})
const decayed = {
  id: 'calls-after',
  metric: 'context:calls',
  name: 'Calls, to the pages before',
  attribution: { model: 'time-decay', container: 'session', halfLife: { minutes: 15 } },
}

export const callDeflection: Template = {
  id: 'call-deflection',
  panels: [
    {
      name: 'What leads to calls',
      visualizations: [
        {
          type: 'freeform',
          name: 'Errors, and who calls within 30 minutes',
          settings: {
            rows: 'context:error',
            noValue: false,
            columns: [
              'people',
              'context:errors',
              { id: 'callers', name: 'Who called', formula: callSoon },
              share('rate', 'Share who called', callSoon, { metric: 'people' }),
            ],
          },
          width: 12,
        },
        {
          type: 'freeform',
          name: 'Pages of errors',
          settings: {
            rows: 'context:error-page',
            noValue: false,
            columns: ['context:errors', 'people'],
          },
        },
        {
          type: 'freeform',
          name: 'Pages before calls',
          settings: { rows: 'context:page', columns: [decayed, 'people'] },
        },
        {
          type: 'fallout',
          name: 'From an error to a call',
          settings: { steps: steps('context:errors', 'context:calls'), window: soon },
        },
        {
          type: 'paths',
          name: 'What people tried before they called',
          settings: {
            dimension: 'context:interaction',
            goal: 'context:calls',
            container: 'session',
          },
        },
      ],
    },
    {
      name: 'Calls',
      visualizations: [
        {
          type: 'line',
          name: 'Errors and calls per day',
          settings: { metrics: ['context:errors', 'context:calls'], interval: 'day' },
          width: 12,
        },
        {
          type: 'freeform',
          name: 'Reasons',
          settings: {
            rows: 'context:call-reason',
            noValue: false,
            columns: ['context:calls', 'people', 'context:call-cost'],
          },
        },
        {
          type: 'frequency',
          name: 'Calls per person',
          settings: { where: { metric: 'context:calls' } },
        },
      ],
    },
  ],
}
