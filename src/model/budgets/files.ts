import type { Budget } from './budget.ts'

/** What a file may grow to. */
export const fileBudgets = {
  'archive-files': {
    label: 'Files of an archive',
    description: 'Files in an archive, and in those in it.',
    limit: 100_000,
    unit: 'files',
    price: 'disk, and time',
  },
  'archive-gb': {
    label: 'Size of an archive',
    description: 'What an archive unpacks to, in gigabytes.',
    limit: 500,
    unit: 'gigabytes',
    price: 'disk',
  },
  'archive-ratio': {
    label: 'Growth of a packed file',
    description:
      'Unpacked bytes per packed byte of an archive or a workbook, where more than 100 megabytes are unpacked; a single file that is only compressed has no such limit.',
    limit: 1000,
    unit: 'to one',
    price: 'trust in those who send files: some are made to fill a disk',
  },
  'archive-depth': {
    label: 'Archives in archives',
    description: 'How many archives may lie in each other.',
    limit: 4,
    unit: 'levels',
    price: 'disk, and time',
  },
} as const satisfies Readonly<Record<string, Budget>>
