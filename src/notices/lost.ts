import { ThroughlineError } from '../model/errors.ts'

/** Whether another server has the job now. */
export const isLost = (error: unknown): boolean =>
  error instanceof ThroughlineError && error.code === 'job/busy'
