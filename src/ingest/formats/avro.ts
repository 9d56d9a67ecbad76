import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'
import { startsWith } from './starts-with.ts'

export const avro: FileFormat = {
  name: 'avro',
  label: 'Avro',
  description: 'Rows with a schema of their own.',
  extensions: ['avro'],
  isText: false,
  recognises: ({ bytes }) => startsWith(bytes, 'Obj\x01'),
  open: (lake, file) => openColumnar(lake, file, 'Avro'),
}
