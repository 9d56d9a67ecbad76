import type { Compression } from './compression.ts'

export const gzip: Compression = {
  name: 'gz',
  extensions: ['gz', 'gzip'],
  magic: '\x1f\x8b',
  clickHouse: 'gz',
}
