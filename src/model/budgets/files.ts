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
    label: 'Size of a packed file',
    description: 'What an archive, or a file that is only compressed, unpacks to, in gigabytes.',
    limit: 500,
    unit: 'gigabytes',
    price: 'disk',
  },
  'archive-ratio': {
    label: 'Growth of a packed file',
    description:
      'Unpacked bytes per packed byte of an archive, a workbook or a compressed file, where more than 100 megabytes are unpacked.',
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
  'upload-gb': {
    label: 'Size of an upload',
    description: 'A body with files, in gigabytes.',
    limit: 100,
    unit: 'gigabytes',
    price: 'disk',
  },
  columns: {
    label: 'Columns of a dataset',
    description: 'Fields of a dataset, those in its lists included, and columns of a file.',
    limit: 10_000,
    unit: 'columns',
    price: 'time: a hundredth of a second for each column of each file',
  },
  'list-levels': {
    label: 'Lists in lists',
    description: 'How many lists of objects may lie in each other.',
    limit: 12,
    unit: 'levels',
    price: 'time, which grows with their cube',
  },
  'line-mb': {
    label: 'Length of a line',
    description:
      'A line of a text whose rows are lines, in megabytes. JSON documents and XML may stand on one line, whatever its length.',
    limit: 32,
    unit: 'megabytes',
    price: 'memory: ten times the line',
  },
} as const satisfies Readonly<Record<string, Budget>>
