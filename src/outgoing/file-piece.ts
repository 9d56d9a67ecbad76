/** Bytes of a file, from `start` on. */
export interface FilePiece {
  readonly path: string
  readonly start: number
  readonly bytes: number
  /** Of these bytes, in hexadecimal digits. */
  readonly sha256: string
}
