import { EventSourceParserStream } from 'eventsource-parser/stream'
import { readProblem } from './server-problem.ts'

/**
 * Reads the events of a long piece of work up to its result. A server that refuses at once answers
 * with a problem instead. Errors: ServerProblem.
 */
export async function readEvents<A, P>(
  response: Response,
  onProgress: (progress: P) => void,
): Promise<A> {
  const isStream = response.headers.get('content-type')?.includes('text/event-stream')
  if (!isStream || response.body === null) {
    const body = (await response.json()) as object
    if (response.ok) return body as A
    throw readProblem(body)
  }
  for await (const { event, data } of parseEvents(response.body)) {
    if (event === 'progress') onProgress(JSON.parse(data) as P)
    if (event === 'result') return JSON.parse(data) as A
    if (event === 'problem') throw readProblem(JSON.parse(data) as object)
  }
  throw readProblem({ code: 'server/unreachable', detail: 'the connection ended too early' })
}

/** The data of all events of a stream, in their order. Errors: ServerProblem. */
export async function collectEvents<E>(response: Response): Promise<readonly E[]> {
  if (!response.ok || response.body === null) throw readProblem((await response.json()) as object)
  const found: E[] = []
  for await (const { event, data } of parseEvents(response.body)) {
    if (event === 'problem') throw readProblem(JSON.parse(data) as object)
    found.push(JSON.parse(data) as E)
  }
  return found
}

/** Tells the data of each event as it comes, until `onEvent` gives false. Errors: ServerProblem. */
export async function watchEvents<E>(
  response: Response,
  onEvent: (event: E) => boolean,
): Promise<void> {
  if (!response.ok || response.body === null) throw readProblem((await response.json()) as object)
  for await (const { event, data } of parseEvents(response.body)) {
    if (event === 'problem') throw readProblem(JSON.parse(data) as object)
    if (!onEvent(JSON.parse(data) as E)) return
  }
}

const parseEvents = (body: NonNullable<Response['body']>) =>
  body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
