import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'
import { startsWith } from './starts-with.ts'

export const avro: FileFormat = {
  name: 'avro',
  label: 'Avro',
  description: 'Rows with a schema of their own.',
  extensions: ['avro'],
  layout: [],
  isText: false,
  recognises: ({ bytes }) => startsWith(bytes, 'Obj\x01'),
  open: (lake, file) => openColumnar(lake, file, 'Avro', withZone),
}

/** Times of Avro are instants, which ClickHouse 26.7 does not say: local ones it takes for numbers. */
const withZone = (type: string): string =>
  type.replaceAll(/DateTime64\((\d)\)/g, "DateTime64($1, 'UTC')")
