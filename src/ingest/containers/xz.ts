import type { Compression } from './compression.ts'

export const xz: Compression = {
  name: 'xz',
  extensions: ['xz'],
  magic: '\xfd7zXZ\x00',
  clickHouse: 'xz',
}
