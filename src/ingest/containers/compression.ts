/** A way to pack one file. */
export interface Compression {
  readonly name: string
  /** Name endings without dot, in lower case. */
  readonly extensions: readonly string[]
  /** Its first bytes, one per character. */
  readonly magic: string
  /** ClickHouse's word for it; it then reads such files as they are. */
  readonly clickHouse?: string
  /** Makes plain bytes of the file's, where ClickHouse does not read it. */
  readonly unpack?: () => NodeJS.ReadWriteStream
}
