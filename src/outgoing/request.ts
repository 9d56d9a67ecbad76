import type { Agent, ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TLSSocket } from 'node:tls'
import type { OutgoingLimits } from './limits.ts'
import { OutgoingError } from './outgoing-error.ts'
import type { Target } from './target.ts'
import { getOwn } from '../model/own.ts'

/** What is asked of a target. */
export interface Question {
  readonly method: string
  readonly headers: OutgoingHttpHeaders
  readonly body?: Readable | Uint8Array | undefined
  /** What keeps connections; without one, each is new and ends with the answer. */
  readonly agent?: Agent | undefined
}

/**
 * The answer of a target, its body still to come. The time to the first byte counts from when all was sent.
 *
 * @throws OutgoingError
 */
export function openResponse(
  { url, addresses }: Target,
  { method, headers, body, agent }: Question,
  { connectSeconds, firstByteSeconds, idleSeconds }: OutgoingLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const lookup = pinTo(addresses)
    const asked = request(url, { method, headers, signal, agent: agent ?? false, lookup })
    const endAfter = (seconds: number, reason: string) =>
      setTimeout(() => asked.destroy(new OutgoingError(reason)), seconds * 1000)
    let timer = endAfter(connectSeconds, `it cannot be connected to in ${connectSeconds} seconds`)
    const left = new Set(['connecting', 'sending'])
    const finish = (stage: string) => {
      left.delete(stage)
      if (stage === 'connecting') clearTimeout(timer)
      if (left.size > 0) return
      asked.setTimeout(0)
      timer = endAfter(firstByteSeconds, `it does not answer in ${firstByteSeconds} seconds`)
    }
    whenConnected(asked, () => finish('connecting'))
    asked.once('finish', () => finish('sending'))
    asked.once('close', () => clearTimeout(timer))
    asked.once('response', (response) => {
      clearTimeout(timer)
      resolve(response)
    })
    asked.once('error', (error) => reject(signal.aborted ? signal.reason : inOwnWords(error)))
    if (body !== undefined) {
      asked.setTimeout(idleSeconds * 1000, () =>
        asked.destroy(new OutgoingError(`it took nothing for ${idleSeconds} seconds`)),
      )
    }
    if (body instanceof Readable) pipeline(body, asked).catch(() => undefined)
    else asked.end(body)
  })
}

/** A kept connection is there already. */
function whenConnected(asked: ClientRequest, done: () => void): void {
  asked.once('socket', (socket) => {
    if (asked.reusedSocket) done()
    else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', done)
  })
}

/** Names are not resolved again. */
const pinTo =
  (addresses: Target['addresses']): LookupFunction =>
  (_, options, done) => {
    if (options.all) done(null, [...addresses])
    else done(null, addresses[0]!.address, addresses[0]!.family)
  }

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it ended the connection',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  ETIMEDOUT: 'it cannot be reached',
}

export function inOwnWords(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isOfTls = /CERT|TLS|SSL|EPROTO/.test(code)
  const reason =
    getOwn(reasons, code) ?? (isOfTls ? 'its certificate or encryption is not valid' : null)
  return new OutgoingError(reason ?? 'the connection to it failed')
}
