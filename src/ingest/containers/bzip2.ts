import bunzip from 'unbzip2-stream'
import type { Compression } from './compression.ts'

export const bzip2: Compression = {
  name: 'bz2',
  extensions: ['bz2', 'bzip2'],
  magic: 'BZh',
  unpack: bunzip,
}
