import type { Compression } from './compression.ts'

export const zstd: Compression = {
  name: 'zst',
  extensions: ['zst', 'zstd'],
  magic: '\x28\xb5\x2f\xfd',
  clickHouse: 'zst',
}
