import type { SetAllocation } from './allocation.ts'

export const all: SetAllocation = {
  kind: 'set',
  label: 'All',
  description: 'Every value set so far is carried on; each gets full credit.',
  endsByMetric: false,
  examples: [
    {
      set: ['A', 'B', 'C', null, 'A'],
      has: [['A'], ['A', 'B'], ['A', 'B', 'C'], ['A', 'B', 'C'], ['A', 'B', 'C']],
    },
  ],
}
