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
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
  for await (const { event, data } of events) {
    if (event === 'progress') onProgress(JSON.parse(data) as P)
    if (event === 'result') return JSON.parse(data) as A
    if (event === 'problem') throw readProblem(JSON.parse(data) as object)
  }
  throw readProblem({ code: 'server/unreachable', detail: 'the connection ended too early' })
}
