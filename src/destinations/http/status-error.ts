import type { OutgoingAnswer } from '../../outgoing/index.ts'
import { DestinationError, type Retry } from '../destination-error.ts'
import { readRetryAfter } from './retry-after.ts'

export const isSuccess = ({ status }: OutgoingAnswer): boolean => status >= 200 && status < 300

/** Those of our mistakes that only somebody who changes the settings can mend. */
const ofSettings: readonly number[] = [401, 403, 404, 405, 410]

/**
 * What an answer other than success means. A vendor's own `code` for it is told where it is plain:
 * what else was answered may hold people or secrets.
 */
export function statusError({ status, headers }: OutgoingAnswer, code?: unknown): DestinationError {
  const retryAfterMs = readRetryAfter(headers['retry-after'], Date.now())
  const message = `it answered with status ${status}${tellCode(code)}`
  return new DestinationError(message, retryOf(status), { retryAfterMs })
}

function retryOf(status: number): Retry {
  if (status === 408 || status === 429 || status >= 500) return 'later'
  if (status < 400 || ofSettings.includes(status)) return 'after-user-action'
  return 'split'
}

/** Numbers, and words as vendors write them: what looks otherwise may be anything. */
const plainCode = /^(\d{1,7}|[A-Z_]{3,60}|(invalid|unauthorized)_[a-z]{1,20})$/

const tellCode = (code: unknown): string =>
  plainCode.test(String(code ?? '')) ? ` (${String(code)})` : ''
