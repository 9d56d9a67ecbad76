import type { Outgoing, OutgoingAnswer } from '../../outgoing/index.ts'
import { DestinationError } from '../destination-error.ts'
import { call } from './call.ts'
import { readJson } from './json.ts'
import { isSuccess, statusError } from './status-error.ts'

/** What is asked of a vendor's API. */
export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly address: string
  /** Proves who asks. */
  readonly credentials: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** An answer, and what its JSON says; undefined when it is none. */
export interface JsonAnswer extends OutgoingAnswer {
  readonly json: unknown
}

/** What a vendor answers, whatever its status. @throws DestinationError as `call` */
export async function askJson(
  outgoing: Outgoing,
  { method, address, credentials, body }: JsonRequest,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const type: Record<string, string> =
    body === undefined ? {} : { 'Content-Type': 'application/json' }
  const headers = { Accept: 'application/json', ...type }
  const answer = await call(outgoing, address, { method, headers, credentials, ...sent }, signal)
  return { ...answer, json: readJson(answer.text) }
}

/**
 * What a vendor says of success, which must be JSON: other answers come from something that stands between.
 *
 * @throws DestinationError also of a status other than success
 */
export async function callJson(
  outgoing: Outgoing,
  request: JsonRequest,
  signal: AbortSignal,
  codeOf: (json: unknown) => unknown = () => undefined,
): Promise<unknown> {
  const answer = await askJson(outgoing, request, signal)
  if (!isSuccess(answer)) throw statusError(answer, codeOf(answer.json))
  if (typeof answer.json === 'object' && answer.json !== null) return answer.json
  throw unclearAnswer()
}

/** An answer that proves nothing. */
export const unclearAnswer = (): DestinationError =>
  new DestinationError('it answered with something else than its documents say', 'later')

export const bearer = (token: string | undefined): Readonly<Record<string, string>> => ({
  Authorization: `Bearer ${token ?? ''}`,
})
