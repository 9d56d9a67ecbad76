import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import bunzip from 'unbzip2-stream'
import type { Compression } from './compression.ts'
import { readPlainBytes } from './plain-bytes.ts'

export const bzip2: Compression = {
  name: 'bz2',
  extensions: ['bz2', 'bzip2'],
  magic: 'BZh',
  async unpack(lake, file, path) {
    const packed = await readPlainBytes(lake, file)
    await pipeline(packed, bunzip(), createWriteStream(path))
  },
}
