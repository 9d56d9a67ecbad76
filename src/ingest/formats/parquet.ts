import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'

export const parquet: FileFormat = {
  name: 'parquet',
  label: 'Parquet',
  extensions: ['parquet', 'pq'],
  magic: 'PAR1',
  open: (lake, file) => openColumnar(lake, file, 'parquet', 'Parquet'),
}
