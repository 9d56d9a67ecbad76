import type { KeptFile } from './manifest.ts'

/** Where a backup lies: a folder, or a prefix of a bucket. */
export interface Place {
  /** As it was named. */
  readonly address: string
  /** Makes it ready for a backup. Errors: backup/place-not-empty. */
  begin(): Promise<void>
  /** Where a file is written that is then kept. */
  pathOf(name: string): string
  /** Keeps a file that was written there. */
  keep(name: string): Promise<KeptFile>
  /** Takes back what was kept, as far as the place allows. */
  discard(): Promise<void>
  /** The text of its manifest. Errors: backup/unusable. */
  readManifest(): Promise<string>
  /**
   * Gives a path at which a whole file of the backup lies while work is done with it.
   * Errors: backup/unusable when it is not what was kept.
   */
  withFile<T>(file: KeptFile, work: (path: string) => Promise<T>): Promise<T>
}
