/** A message to people or programs that is about no single person. */
export interface Notice {
  /** The same for the same notice to the same recipient when it is tried again. */
  readonly id: string
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly files: readonly NoticeFile[]
  /** The same for programs, as JSON. */
  readonly data: Readonly<Record<string, unknown>>
}

export interface NoticeFile {
  readonly name: string
  /** Such as `text/csv`. */
  readonly contentType: string
  readonly content: string | Uint8Array
}
