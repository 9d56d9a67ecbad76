import type { Budget } from './budget.ts'

/** What is kept of projects. */
export const projectBudgets = {
  'project-steps': {
    label: 'Steps of a project',
    description: 'The latest changes of a project, which can be undone and followed.',
    limit: 1000,
    unit: 'steps',
    price: 'disk',
  },
  'project-step-patches': {
    label: 'Patches of a step',
    description: 'Patches that one step of a project holds.',
    limit: 1000,
    unit: 'patches',
    price: 'time, while which others who change something wait',
  },
} as const satisfies Readonly<Record<string, Budget>>
