import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OutgoingLimits } from './limits.ts'
import { OutgoingError } from './outgoing-error.ts'
import type { Target } from './target.ts'
import { getOwn } from '../model/own.ts'

/** What is asked of a target. */
export interface Question {
  readonly headers: OutgoingHttpHeaders
  /** Is sent with `PUT`; without one, it is `GET`. */
  readonly body?: Readable | undefined
}

/**
 * The answer of a target, its body still to come. The time to the first byte counts from when all was sent.
 *
 * @throws OutgoingError
 */
export function openResponse(
  { url, addresses }: Target,
  { headers, body }: Question,
  { connectSeconds, firstByteSeconds, idleSeconds }: OutgoingLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'PUT'
    const options = { method, headers, signal, agent: false, lookup: pinTo(addresses) } as const
    const asked = isSecure ? requestHttps(url, options) : requestHttp(url, options)
    const endAfter = (seconds: number, reason: string) =>
      setTimeout(() => asked.destroy(new OutgoingError(reason)), seconds * 1000)
    let timer = endAfter(connectSeconds, `it cannot be connected to in ${connectSeconds} seconds`)
    const awaitAnswer = () => {
      timer = endAfter(firstByteSeconds, `it does not answer in ${firstByteSeconds} seconds`)
    }
    asked.once('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer)
        if (body === undefined) awaitAnswer()
      }),
    )
    asked.once('close', () => clearTimeout(timer))
    asked.once('response', (response) => {
      clearTimeout(timer)
      resolve(response)
    })
    asked.once('error', (error) => reject(signal.aborted ? signal.reason : inOwnWords(error)))
    if (body === undefined) asked.end()
    else {
      asked.setTimeout(idleSeconds * 1000, () =>
        asked.destroy(new OutgoingError(`it took nothing for ${idleSeconds} seconds`)),
      )
      asked.once('finish', awaitAnswer)
      pipeline(body, asked).catch(() => undefined)
    }
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
