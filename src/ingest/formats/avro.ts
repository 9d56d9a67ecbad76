import type { SourceFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'

export const avro: SourceFormat = {
  label: 'Avro',
  extensions: ['avro'],
  magic: 'Obj\x01',
  open: (lake, file) => openColumnar(lake, file, 'Avro'),
}
