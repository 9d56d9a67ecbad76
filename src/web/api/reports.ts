import type { ReportKind, RequestInputOf, ResultOf } from '../../model/requests/index.ts'
import { call } from './http.ts'

/** Runs a report; aborting the signal cancels it on the server, too. Errors: RequestError. */
export function runReport<K extends ReportKind>(
  request: RequestInputOf<K>,
  signal: AbortSignal,
): Promise<ResultOf<K>> {
  const id = randomId()
  const cancel = () => void call(`/reports/${id}`, { method: 'DELETE' }).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  const running = call<ResultOf<K>>('/reports', {
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
