import { LakeError, type Retry, ThroughlineError } from '../../model/errors.ts'
import { isDiskFull } from '../../model/disk-full.ts'

/** What those who asked are told of what went wrong; words of what failed inside are for the log. */
export interface Failure {
  readonly code: string
  readonly status: number
  readonly message: string
  readonly retry?: Retry
}

export function describeFailure(thrown: unknown): Failure {
  const error = toCallersWords(thrown)
  if (error instanceof ThroughlineError) {
    const { code, status, message } = error
    return { code, status, message }
  }
  if (error instanceof LakeError) {
    const { message, retry } = error
    return { code: 'lake/failed', status: 502, message, retry }
  }
  return { code: 'server/internal', status: 500, message: 'something went wrong here' }
}

/** A full disk is what who asked can do something about, wherever it was found out. */
export const toCallersWords = (error: unknown): unknown =>
  isDiskFull(error) ? new ThroughlineError('server/disk-full') : error
