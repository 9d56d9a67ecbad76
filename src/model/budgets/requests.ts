import type { Budget } from './budget.ts'

/** What a body may hold and ask for. */
export const requestBudgets = {
  'body-mb': {
    label: 'Size of a body',
    description: 'A body that is no uploaded file, in megabytes.',
    limit: 64,
    unit: 'megabytes',
    price: 'memory: several times the body',
  },
  'bodies-mb': {
    label: 'Size of all bodies',
    description: 'Bodies that are no uploaded files and are held at the same time, in megabytes.',
    limit: 512,
    unit: 'megabytes',
    price: 'memory: several times the bodies',
  },
  'body-depth': {
    label: 'Depth of a body',
    description: 'Brackets of a JSON body that stand in each other.',
    limit: 500,
    unit: 'levels',
    price: 'the stack of the process, which ends at some thousand levels',
  },
  'objects-per-document': {
    label: 'Objects of a document',
    description: 'Objects and lists of one request, definition or preview.',
    limit: 50_000,
    unit: 'objects',
    price: 'time in which others wait: seconds where very many of them are wrong',
  },
  'requests-per-body': {
    label: 'Requests of a body',
    description: 'Reports that are asked for at once.',
    limit: 1_000,
    unit: 'requests',
    price: 'time in which others wait, and memory for all answers',
  },
  'reports-at-once': {
    label: 'Reports at once',
    description:
      'Requests for reports and previews that are computed at the same time, those of one client up to half of them.',
    limit: 4,
    unit: 'requests',
    price: 'memory, and time in which each of them waits for the others',
  },
  'fetches-at-once': {
    label: 'Downloads at once',
    description:
      'Files of other machines that are fetched at the same time, those of one client up to half of them.',
    limit: 32,
    unit: 'files',
    price: 'bandwidth, and connections',
  },
  'what-ifs-at-once': {
    label: 'Comparisons at once',
    description: 'Comparisons of stitching with what it could be that are made at the same time.',
    limit: 1,
    unit: 'comparisons',
    price: 'memory and disk: each holds a journey of its own',
  },
  'waiting-per-client': {
    label: 'Waiting requests of a client',
    description:
      'Requests of one client (a session, else an address) that wait for their turn; more are told to come again.',
    limit: 250,
    unit: 'requests',
    price: 'memory: each holds its body',
  },
  'columns-per-table': {
    label: 'Columns of a table',
    description: 'Columns of a freeform table.',
    limit: 500,
    unit: 'columns',
    price: 'memory: each is a figure on every row',
  },
  'fixed-cells-per-table': {
    label: 'Cells of fixed rows',
    description: 'Rows that are segments, date ranges or metrics, times the columns beside them.',
    limit: 20_000,
    unit: 'cells',
    price: 'time before a report starts, and memory: each is counted on its own',
  },
  'figures-per-body': {
    label: 'Figures of a body',
    description:
      'What the tables of a body count: their possible rows (no more than there are events), times their metrics.',
    limit: 250_000_000,
    unit: 'figures',
    price: 'memory: 8 bytes each, on every thread',
  },
  'cells-per-body': {
    label: 'Cells of an answer',
    description: 'Values that the answers to one body hold.',
    limit: 10_000_000,
    unit: 'values',
    price: 'memory: about 100 bytes each until the answer is sent',
  },
  'time-buckets': {
    label: 'Buckets of time',
    description: 'Minutes, hours or other parts of time that a range is cut into.',
    limit: 5_000_000,
    unit: 'buckets',
    price: 'memory: about 100 bytes each',
  },
  'points-per-series': {
    label: 'Points of a series',
    description:
      'Parts of time of a report that works on every one of them: viewers along time, anomalies, forecasts.',
    limit: 200_000,
    unit: 'points',
    price: 'time in which others wait, about a second for these, and memory',
  },
  'conditions-per-request': {
    label: 'Conditions of a request',
    description: 'Conditions of its segments and criteria, those of saved segments included.',
    limit: 20_000,
    unit: 'conditions',
    price: 'time before a report starts, and memory: each is a mask over all events',
  },
  'simulated-links': {
    label: 'Links of a simulation',
    description: 'Pairs of ids on the events of a simulated identity space.',
    limit: 1_000_000,
    unit: 'links',
    price: 'time in which others wait, several seconds for these, and memory',
  },
} as const satisfies Readonly<Record<string, Budget>>
