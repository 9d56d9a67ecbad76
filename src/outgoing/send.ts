import { Agent as HttpAgent, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { bodyOf, readText } from './answer-body.ts'
import type { OutgoingLimits } from './limits.ts'
import { OutgoingError } from './outgoing-error.ts'
import { followRedirect, isRedirect, MOST_REDIRECTS, refuseLosingBody } from './redirect.ts'
import { openResponse } from './request.ts'
import { findTarget, readAddress } from './target.ts'
import { endWithin, findWithin } from './time-limits.ts'

type Headers = Readonly<Record<string, string>>

/** A request whose body is in memory. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Headers | undefined
  /** Headers that a redirect to another host does not get. */
  readonly credentials?: Headers | undefined
  readonly body?: string | Uint8Array | undefined
}

/** What was answered, whatever its status. */
export interface OutgoingAnswer {
  readonly status: number
  /** By their names in lower case. */
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

const MOST_ANSWER_BYTES = 1_000_000

/**
 * Less than what servers keep a silent connection for (Node.js: 5 seconds): one that its server is just
 * closing is not used again.
 */
const KEPT_MS = 4000

/**
 * A way to send requests. Kept connections are those of an earlier request to the same host and port, made
 * to an address that was checked then; a new one is made to the addresses that were checked now.
 */
export function openSender(limits: OutgoingLimits, allowsPrivateTargets: boolean) {
  const kept = { keepAlive: true, timeout: KEPT_MS }
  const agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) }

  async function ask(url: URL, request: OutgoingRequest, credentials: Headers, end: AbortSignal) {
    const target = await findWithin(limits.connectSeconds, findTarget(url, allowsPrivateTargets))
    const { method, body } = request
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    const headers = { ...request.headers, ...credentials, ...lengthOf(bytes) }
    const agent = url.protocol === 'https:' ? agents.https : agents.http
    return openResponse(target, { method, headers, body: bytes, agent }, limits, end)
  }

  async function follow(
    address: string,
    request: OutgoingRequest,
    end: AbortSignal,
  ): Promise<OutgoingAnswer> {
    const first = readAddress(address)
    let url = first
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const isSame = url.origin === first.origin
      const response = await ask(url, request, isSame ? (request.credentials ?? {}) : {}, end)
      if (!isRedirect(response)) return answerOf(response, limits, end)
      response.destroy()
      if (request.method !== 'GET') refuseLosingBody(response)
      url = followRedirect(url, response)
    }
    throw new OutgoingError(`it redirects more than ${MOST_REDIRECTS} times`)
  }

  return (address: string, request: OutgoingRequest, signal?: AbortSignal) =>
    endWithin(limits.answerSeconds, signal, (end) => follow(address, request, end))
}

const lengthOf = (body: Uint8Array | undefined): Headers =>
  body === undefined ? {} : { 'content-length': String(body.length) }

async function answerOf(
  response: IncomingMessage,
  { idleSeconds }: OutgoingLimits,
  end: AbortSignal,
): Promise<OutgoingAnswer> {
  const { statusCode: status = 0, headers } = response
  const body = bodyOf(response, { idleSeconds, bytes: MOST_ANSWER_BYTES })
  return { status, headers, text: await readText(body, end) }
}
