import type { Budget } from './budget.ts'

/** What is kept of profiles. */
export const profileBudgets = {
  'profile-changes-kept': {
    label: 'Changes of profiles',
    description: 'Changes in the feed of profiles; beyond, the oldest go.',
    limit: 1_000_000,
    unit: 'changes',
    price: 'disk space of the store',
  },
  'delivery-log-days': {
    label: 'Days of the log of deliveries',
    description: 'What was sent to destinations is kept so long, with what has come of it.',
    limit: 30,
    unit: 'days',
    price: 'disk space of the store',
  },
} as const satisfies Readonly<Record<string, Budget>>
