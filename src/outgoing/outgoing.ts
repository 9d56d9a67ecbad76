import { createReadStream, createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FilePiece } from './file-piece.ts'
import { type OutgoingLimits, readLimits } from './limits.ts'
import { OutgoingError } from './outgoing-error.ts'
import { inOwnWords, openResponse } from './request.ts'
import { isS3, moveToRegion, signS3, urlOfS3 } from './s3.ts'
import { findAddresses, findTarget, readAddress } from './target.ts'

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
  /** Puts a piece of a file at an `s3://` address. Errors as of `download`. */
  upload(address: string, piece: FilePiece, signal?: AbortSignal): Promise<void>
}

const MOST_REDIRECTS = 5
const MOST_TEXT_BYTES = 16 * 2 ** 20

export function openOutgoing(options: OutgoingOptions = {}): Outgoing {
  const { allowsPrivateTargets = false } = options
  const limits = { ...readLimits(process.env), ...options.limits }

  /** The answer of an address, wherever it has gone, with its bytes counted. */
  async function open(address: string, bytes: number, signal: AbortSignal, piece?: FilePiece) {
    let url = toUrl(address)
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const target = await within(limits.connectSeconds, findTarget(url, allowsPrivateTargets))
      const headers = isS3(address) ? signS3(url, piece) : {}
      const body = piece && openPiece(piece)
      const response = await openResponse(target, { headers, body }, limits, signal)
      const moved = isS3(address) ? moveToRegion(url, response.headers) : undefined
      const next = moved ?? findRedirect(url, response)
      if (next === undefined) return bodyOf(response, { ...limits, bytes })
      response.destroy()
      url = next
    }
    throw new OutgoingError(`it redirects more than ${MOST_REDIRECTS} times`)
  }

  /** Work that ends with its time, or its client. */
  async function inTime<T>(
    signal: AbortSignal | undefined,
    work: (end: AbortSignal) => Promise<T>,
  ) {
    const { totalSeconds } = limits
    const end = new AbortController()
    const reason = new OutgoingError(`it takes longer than ${totalSeconds} seconds`)
    const timer = setTimeout(() => end.abort(reason), totalSeconds * 1000)
    const cancel = () => end.abort(new OutgoingError('it was cancelled'))
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted) cancel()
    try {
      return await work(end.signal)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  }

  return {
    async findAddress(host) {
      const found = await within(limits.connectSeconds, findAddresses(host, allowsPrivateTargets))
      return found[0]!.address
    },
    download: (address, path, signal) =>
      inTime(signal, async (end) => {
        const [response, counted] = await open(address, limits.bytes, end)
        await received(end, pipeline(response, counted, createWriteStream(path), { signal: end }))
      }),
    read: (address, signal) =>
      inTime(signal, async (end) => {
        const [response, counted] = await open(address, MOST_TEXT_BYTES, end)
        const chunks: Buffer[] = []
        const take = async (body: AsyncIterable<Buffer>) => {
          for await (const chunk of body) chunks.push(chunk)
        }
        await received(end, pipeline(response, counted, take, { signal: end }))
        return Buffer.concat(chunks).toString('utf8')
      }),
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

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const reason = `its host cannot be found in ${seconds} seconds`
    timer = setTimeout(() => reject(new OutgoingError(reason)), seconds * 1000)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Where an answer sends us; undefined when it is the answer. @throws OutgoingError */
function findRedirect(from: URL, { statusCode = 0, headers }: IncomingMessage): URL | undefined {
  if (statusCode >= 200 && statusCode < 300) return undefined
  const { location } = headers
  const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && location !== undefined
  if (!isRedirect) throw new OutgoingError(`it answered with status ${statusCode}`)
  if (!URL.canParse(location, from.href)) throw new OutgoingError('it redirects to no address')
  const to = new URL(location, from.href)
  if (from.protocol === 'https:' && to.protocol !== 'https:') {
    throw new OutgoingError('it redirects from https to http')
  }
  return to
}

/** The body, and what counts its bytes. */
function bodyOf(
  response: IncomingMessage,
  { idleSeconds, bytes }: OutgoingLimits,
): [response: IncomingMessage, counted: Transform] {
  const tooLarge = () => new OutgoingError(`it is larger than ${bytes} bytes`)
  const isTooLarge = Number(response.headers['content-length'] ?? 0) > bytes
  if (isTooLarge) response.destroy()
  if (isTooLarge) throw tooLarge()
  response.setTimeout(idleSeconds * 1000, () =>
    response.destroy(new OutgoingError(`nothing came of it for ${idleSeconds} seconds`)),
  )
  let count = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      count += chunk.length
      done(count > bytes ? tooLarge() : null, chunk)
    },
  })
  return [response, counted]
}

/** A full disk, say, is no failure of the other side: the system's calls have names. */
async function received(end: AbortSignal, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (end.aborted) throw end.reason
    const isOfDisk = error instanceof Error && 'path' in error
    throw isOfDisk ? error : inOwnWords(error)
  }
}
