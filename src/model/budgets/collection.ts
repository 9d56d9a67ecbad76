import type { Budget } from './budget.ts'

/** What SDKs may send. */
export const collectionBudgets = {
  'collect-mb': {
    label: 'Size of a call',
    description: 'What an SDK sends in one call, unpacked, in megabytes.',
    limit: 10,
    unit: 'megabytes',
    price: 'memory: several times the call',
  },
  'collect-items': {
    label: 'Items of a call',
    description: 'Events in one call.',
    limit: 20_000,
    unit: 'items',
    price: 'memory, and disk: of the smallest, a call may hold millions',
  },
  'collect-event-kb': {
    label: 'Size of an event',
    description: 'One event of a call, in kilobytes; larger ones are kept aside.',
    limit: 512,
    unit: 'kilobytes',
    price: 'disk, and memory',
  },
  'collect-queue-mb': {
    label: 'Calls that wait',
    description:
      'What was acknowledged and is not yet in the dataset, in megabytes; senders are told to come again beyond it.',
    limit: 1024,
    unit: 'megabytes',
    price: 'disk',
  },
  'collect-columns': {
    label: 'Columns of a source',
    description:
      'Names in properties, traits and context that get a column; values of others are kept together as JSON.',
    limit: 1000,
    unit: 'columns',
    price: 'disk, and time of every import',
  },
} as const satisfies Readonly<Record<string, Budget>>
