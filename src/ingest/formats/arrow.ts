import type { FileFormat } from '../source.ts'
import { openColumnar } from './columnar.ts'

export const arrow: FileFormat = {
  name: 'arrow',
  label: 'Arrow',
  extensions: ['arrow', 'feather'],
  magic: 'ARROW1',
  open: (lake, file) => openColumnar(lake, file, 'arrow', 'Arrow'),
}
