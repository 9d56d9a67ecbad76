import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OutgoingLimits } from './limits.ts'
import { OutgoingError } from './outgoing-error.ts'
import { inOwnWords } from './request.ts'

/** The body of an answer, and what counts its bytes. */
export type AnswerBody = readonly [response: IncomingMessage, counted: Transform]

/** @throws OutgoingError where the answer says that it is too large */
export function bodyOf(
  response: IncomingMessage,
  { idleSeconds, bytes }: Pick<OutgoingLimits, 'idleSeconds' | 'bytes'>,
): AnswerBody {
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

/** The whole of a body. @throws OutgoingError */
export async function readText([response, counted]: AnswerBody, end: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  const take = async (body: AsyncIterable<Buffer>) => {
    for await (const chunk of body) chunks.push(chunk)
  }
  await received(end, pipeline(response, counted, take, { signal: end }))
  return Buffer.concat(chunks).toString('utf8')
}

/** A full disk, say, is no failure of the other side: the system's calls have names. */
export async function received(end: AbortSignal, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (end.aborted) throw end.reason
    const isOfDisk = error instanceof Error && 'path' in error
    throw isOfDisk ? error : inOwnWords(error)
  }
}
