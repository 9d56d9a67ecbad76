/** Whether a file or folder was not there. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** For `catch`: a file that goes meanwhile, such as one of a database that closes, is nobody's loss. */
export function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error
}
