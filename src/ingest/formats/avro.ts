import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'

export const avro: FileFormat = {
  name: 'avro',
  label: 'Avro',
  extensions: ['avro'],
  magic: 'Obj\x01',
  open: (lake, file) => openColumnar(lake, file, 'avro', 'Avro'),
}
