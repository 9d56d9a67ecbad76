import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'

export const parquet: FileFormat = {
  label: 'Parquet',
  extensions: ['parquet', 'pq'],
  magic: 'PAR1',
  open: (lake, file) => openColumnar(lake, file, 'Parquet'),
}
