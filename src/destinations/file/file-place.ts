/** Where files lie: a folder of the server, or a prefix of a bucket. */
export interface FilePlace {
  /** The text of a file; undefined where there is none. @throws DestinationError */
  read(name: string, signal: AbortSignal): Promise<string | undefined>
  /** Writes a file wholly or not at all, over one of the same name. @throws DestinationError */
  write(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<void>
  /** Whether files can be written there. @throws DestinationError */
  check(signal: AbortSignal): Promise<void>
}
