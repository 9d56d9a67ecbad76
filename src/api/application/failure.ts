import { LakeError, type Retry, ThroughlineError } from '../../model/errors.ts'

/** What those who asked are told of what went wrong; words of what failed inside are for the log. */
export interface Failure {
  readonly code: string
  readonly status: number
  readonly message: string
  readonly retry?: Retry
}

export function describeFailure(error: unknown): Failure {
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
