import type { Readable } from 'node:stream'
import type { LakeClient } from '../../lake/client.ts'
import type { SourceFile } from '../source.ts'

/** A file of an archive. */
export interface Member {
  /** With its folders. */
  readonly name: string
  /** Opens its plain bytes. They are read to their end, or closed, before the next member is asked for. */
  readonly open: () => Promise<Readable>
}

/** A kind of archive: several files in one. */
export interface Container {
  readonly name: string
  /** Name endings without dot, in lower case. */
  readonly extensions: readonly string[]
  /** Whether a file that starts with these bytes is one. */
  readonly recognises: (head: Uint8Array) => boolean
  /** Whether such an archive is one document whose parts are no files: a workbook. */
  readonly isDocument?: (lake: LakeClient, file: SourceFile) => Promise<boolean>
  /** The files in it, in its order, without folders. */
  readonly members: (lake: LakeClient, file: SourceFile) => AsyncIterable<Member>
}
