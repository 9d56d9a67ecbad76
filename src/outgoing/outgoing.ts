import { createReadStream, createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type AnswerBody, bodyOf, readText, received } from './answer-body.ts'
import type { FilePiece } from './file-piece.ts'
import { type OutgoingLimits, readLimits } from './limits.ts'
import { OutgoingError } from './outgoing-error.ts'
import { followRedirect, isRedirect, MOST_REDIRECTS } from './redirect.ts'
import { openResponse } from './request.ts'
import { isS3, moveToRegion, signS3, urlOfS3 } from './s3.ts'
import { type OutgoingAnswer, type OutgoingRequest, openSender } from './send.ts'
import { findAddresses, findTarget, readAddress } from './target.ts'
import { endWithin, findWithin } from './time-limits.ts'

export interface OutgoingOptions {
  /** Whether addresses that only this network can reach may be asked. */
  readonly allowsPrivateTargets?: boolean | undefined
  readonly limits?: Partial<OutgoingLimits> | undefined
}

/** Requests to machines that a user has named. */
export interface Outgoing {
  /**
   * Streams an `http(s)://` or `s3://` address to a file.
   *
   * @throws ThroughlineError `outgoing/private-target`
   * @throws OutgoingError
   */
  download(address: string, path: string, signal?: AbortSignal): Promise<void>
  /** The address of a host that may be asked, for what connects by itself. Errors as of `download`. */
  findAddress(host: string): Promise<string>
  /** A short answer, held in memory. Errors as of `download`. */
  read(address: string, signal?: AbortSignal): Promise<string>
  /**
   * Sends a request whose body is in memory to an `http(s)://` address, and gives its answer, whatever its
   * status. Connections are kept for the next request. Errors as of `download`.
   */
  send(address: string, request: OutgoingRequest, signal?: AbortSignal): Promise<OutgoingAnswer>
  /** Puts a piece of a file at an `s3://` address. Errors as of `download`. */
  upload(address: string, piece: FilePiece, signal?: AbortSignal): Promise<void>
}

const MOST_TEXT_BYTES = 16 * 2 ** 20

export function openOutgoing(options: OutgoingOptions = {}): Outgoing {
  const { allowsPrivateTargets = false } = options
  const limits = { ...readLimits(process.env), ...options.limits }

  /** The answer of an address, wherever it has gone, with its bytes counted. */
  async function open(
    address: string,
    bytes: number,
    signal: AbortSignal,
    piece?: FilePiece,
  ): Promise<AnswerBody> {
    let url = toUrl(address)
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const target = await findWithin(limits.connectSeconds, findTarget(url, allowsPrivateTargets))
      const headers = isS3(address) ? signS3(url, piece) : {}
      const sent = piece ? { method: 'PUT', body: openPiece(piece) } : { method: 'GET' }
      const response = await openResponse(target, { headers, ...sent }, limits, signal)
      const moved = isS3(address) ? moveToRegion(url, response.headers) : undefined
      const next = moved ?? findRedirect(url, response)
      if (next === undefined) return bodyOf(response, { ...limits, bytes })
      response.destroy()
      url = next
    }
    throw new OutgoingError(`it redirects more than ${MOST_REDIRECTS} times`)
  }

  const inTime = <T>(signal: AbortSignal | undefined, work: (end: AbortSignal) => Promise<T>) =>
    endWithin(limits.totalSeconds, signal, work)

  return {
    async findAddress(host) {
      const found = await findWithin(
        limits.connectSeconds,
        findAddresses(host, allowsPrivateTargets),
      )
      return found[0]!.address
    },
    download: (address, path, signal) =>
      inTime(signal, async (end) => {
        const [response, counted] = await open(address, limits.bytes, end)
        await received(end, pipeline(response, counted, createWriteStream(path), { signal: end }))
      }),
    read: (address, signal) =>
      inTime(signal, async (end) => readText(await open(address, MOST_TEXT_BYTES, end), end)),
    send: openSender(limits, allowsPrivateTargets),
    upload: (address, piece, signal) =>
      inTime(signal, async (end) => {
        const [response, counted] = await open(address, MOST_TEXT_BYTES, end, piece)
        await received(end, pipeline(response, counted, ignore, { signal: end }))
      }),
  }
}

const openPiece = ({ path, start, bytes }: FilePiece): Readable =>
  bytes === 0 ? Readable.from([]) : createReadStream(path, { start, end: start + bytes - 1 })

async function ignore(body: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of body);
}

const toUrl = (address: string): URL => (isS3(address) ? urlOfS3(address) : readAddress(address))

/** Where an answer sends us; undefined when it is the answer. @throws OutgoingError */
function findRedirect(from: URL, response: IncomingMessage): URL | undefined {
  const { statusCode = 0 } = response
  if (statusCode >= 200 && statusCode < 300) return undefined
  if (!isRedirect(response)) throw new OutgoingError(`it answered with status ${statusCode}`)
  return followRedirect(from, response)
}
