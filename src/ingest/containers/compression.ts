import type { LakeClient } from '../../lake/client.ts'
import type { SourceFile } from '../source.ts'

/** A way to pack one file. */
export interface Compression {
  readonly name: string
  /** Name endings without dot, in lower case. */
  readonly extensions: readonly string[]
  /** Its first bytes, one per character. */
  readonly magic: string
  /** ClickHouse's word for it; it then reads such files as they are. */
  readonly clickHouse?: string
  /** Writes the file's plain bytes to a path, where ClickHouse does not read it. */
  readonly unpack?: (lake: LakeClient, file: SourceFile, path: string) => Promise<void>
}
