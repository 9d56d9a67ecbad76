import { bzip2 } from './bzip2.ts'
import type { Compression } from './compression.ts'
import type { Container } from './container.ts'
import { gzip } from './gzip.ts'
import { lz4 } from './lz4.ts'
import { tar } from './tar.ts'
import { xz } from './xz.ts'
import { zip } from './zip.ts'
import { zstd } from './zstd.ts'

/** The ways to pack a file that can be imported. */
export const compressions: readonly Compression[] = [gzip, zstd, bzip2, xz, lz4]

/** The kinds of archives that can be imported, file by file. */
export const containers: readonly Container[] = [zip, tar]
