import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'
import { startsWith } from './starts-with.ts'

export const parquet: FileFormat = {
  name: 'parquet',
  label: 'Parquet',
  description: 'Columns with types of their own, packed by column.',
  extensions: ['parquet', 'pq'],
  layout: [],
  isText: false,
  recognises: ({ bytes }) => startsWith(bytes, 'PAR1'),
  open: (lake, file) => openColumnar(lake, file, 'Parquet'),
}
