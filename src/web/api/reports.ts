import type { RequestFailure } from '../../model/answers/reports.ts'
import { call } from './http.ts'

/** A request of any kind as it is written: what has a default may be left out. */
export interface ReportInput {
  readonly kind: string
}

/** Runs a report; aborting the signal cancels it on the server, too. Errors: RequestError. */
export function runReport<Result>(request: ReportInput, signal: AbortSignal): Promise<Result> {
  const id = randomId()
  const cancel = () => void call(`/reports/${id}`, { method: 'DELETE' }).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  const running = call<Result>('/reports', {
    method: 'POST',
    body: request,
    headers: { 'report-id': id },
    signal,
  })
  return running.finally(() => signal.removeEventListener('abort', cancel))
}

/** Runs several reports at once; one that fails has its problem in its place. Errors: RequestError. */
export const runReports = <Result>(
  requests: readonly ReportInput[],
  signal: AbortSignal,
): Promise<readonly (Result | RequestFailure)[]> =>
  call('/reports', { method: 'POST', body: requests, signal })

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
