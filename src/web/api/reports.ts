import type { z } from 'zod'
import type { cohortRequest } from '../../query/reports/cohort/request.ts'
import type { falloutRequest } from '../../query/reports/fallout/request.ts'
import type { flowRequest } from '../../query/reports/flow/request.ts'
import type { freeformRequest } from '../../query/reports/freeform/request.ts'
import type { ResultOf } from '../../model/requests/index.ts'
import type { pathsRequest } from '../../query/reports/paths/request.ts'
import { call } from './http.ts'

/** Requests as they are written: what has a default may be left out. */
export type FreeformInput = z.input<typeof freeformRequest>
export type FalloutInput = z.input<typeof falloutRequest>
export type FlowInput = z.input<typeof flowRequest>
export type CohortInput = z.input<typeof cohortRequest>
export type PathsInput = z.input<typeof pathsRequest>

export type ReportInput = FreeformInput | FalloutInput | FlowInput | CohortInput | PathsInput

/** Runs a report; aborting the signal cancels it on the server, too. Errors: RequestError. */
export function runReport<R extends ReportInput>(
  request: R,
  signal: AbortSignal,
): Promise<ResultOf<R['kind']>> {
  const id = randomId()
  const cancel = () => void call(`/reports/${id}`, { method: 'DELETE' }).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  const running = call<ResultOf<R['kind']>>('/reports', {
    method: 'POST',
    body: request,
    headers: { 'report-id': id },
    signal,
  })
  return running.finally(() => signal.removeEventListener('abort', cancel))
}

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
