import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'
import { startsWith } from './starts-with.ts'

export const arrow: FileFormat = {
  name: 'arrow',
  label: 'Arrow',
  description: 'The file format of Arrow (also called Feather 2): columns with types of their own.',
  extensions: ['arrow', 'feather'],
  layout: [],
  isText: false,
  recognises: ({ bytes }) => startsWith(bytes, 'ARROW1'),
  open: (lake, file) => openColumnar(lake, file, 'Arrow'),
}
