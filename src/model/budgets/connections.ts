import type { Budget } from './budget.ts'

/** What clients may keep open, and how slow they may be. */
export const connectionBudgets = {
  connections: {
    label: 'Connections at once',
    description:
      'Connections of all clients; beyond, those that ask nothing are closed for new ones, first of the address that has most.',
    limit: 4_000,
    unit: 'connections',
    price: 'memory, and open files',
  },
  'header-seconds': {
    label: 'Time for headers',
    description: 'From the beginning of a connection or request until its headers are there.',
    limit: 20,
    unit: 'seconds',
    price: 'connections that others cannot have',
  },
  'keep-alive-seconds': {
    label: 'Time between requests',
    description:
      'How long a connection stays open that nothing is asked on; longer than proxies and clients keep theirs, so that none asks on one that is just being closed.',
    limit: 75,
    unit: 'seconds',
    price: 'connections that others cannot have',
  },
  'body-seconds': {
    label: 'Patience with a body',
    description: 'The span in which a body brings what body-bytes-per-second asks of it.',
    limit: 30,
    unit: 'seconds',
    price: 'connections that others cannot have',
  },
  'body-bytes-per-second': {
    label: 'Pace of a body',
    description:
      'The least that a body brings over each span of body-seconds; time in which it waits for the server does not count.',
    limit: 500,
    unit: 'bytes a second',
    price: 'clients on slow networks, which are cut off',
  },
  'answer-seconds': {
    label: 'Patience with an answer',
    description: 'How long a client may take nothing of an answer that is there.',
    limit: 60,
    unit: 'seconds',
    price: 'memory: the answer is held meanwhile',
  },
} as const satisfies Readonly<Record<string, Budget>>
