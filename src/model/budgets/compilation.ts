import type { Budget } from './budget.ts'

/** How far formulas and segments may grow when they are written out. */
export const compilationBudgets = {
  'formula-size': {
    label: 'Size of a formula',
    description:
      'Numbers, metrics, operations and calls of a formula, with the calculated metrics in it: each once for the same segments and attribution.',
    limit: 10_000,
    unit: 'parts',
    price: 'time before a report starts, and memory: each metric is a figure on every row',
  },
  'formula-depth': {
    label: 'Depth of a formula',
    description: 'Levels of a formula, with those of the calculated metrics in it.',
    limit: 400,
    unit: 'levels',
    price: 'the stack of the process, which ends at some thousand levels',
  },
  'formula-length': {
    label: 'Length of a formula',
    description: 'Characters of a formula that is written as text.',
    limit: 100_000,
    unit: 'characters',
    price: 'time before a report starts',
  },
  'segments-per-request': {
    label: 'Segments of a request',
    description:
      'Saved segments that a request reads, with those in them: each once for the same period and container.',
    limit: 2_000,
    unit: 'segments',
    price: 'time before a report starts, and memory: each is a mask over all events',
  },
  'segment-depth': {
    label: 'Segments in segments',
    description: 'How many saved segments may stand in each other.',
    limit: 100,
    unit: 'levels',
    price: 'the stack of the process, which ends at some thousand levels',
  },
} as const satisfies Readonly<Record<string, Budget>>
