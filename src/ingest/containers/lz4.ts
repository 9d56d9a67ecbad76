import type { Compression } from './compression.ts'

export const lz4: Compression = {
  name: 'lz4',
  extensions: ['lz4'],
  magic: '\x04\x22\x4d\x18',
  clickHouse: 'lz4',
}
