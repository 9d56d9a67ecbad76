import { problemFrom } from './server-problem.ts'

type OnProgress = (progress: Readonly<Record<string, unknown>>) => void

/**
 * Reads the events of a long piece of work up to its result. A server that refuses at once answers
 * with a problem instead. Errors: ServerProblem.
 */
export async function readEvents<T>(response: Response, onProgress: OnProgress): Promise<T> {
  const isStream = response.headers.get('content-type')?.includes('text/event-stream')
  if (!isStream || response.body === null) {
    const body = (await response.json()) as object
    if (response.ok) return body as T
    throw problemFrom(body)
  }
  for await (const { event, data } of eventsOf(response.body)) {
    if (event === 'progress') onProgress(data as Readonly<Record<string, unknown>>)
    if (event === 'result') return data as T
    if (event === 'problem') throw problemFrom(data as object)
  }
  throw problemFrom({ code: 'server/unreachable', detail: 'the connection ended too early' })
}

interface ServerEvent {
  readonly event: string
  readonly data: unknown
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) yield eventOf(part)
  }
}

function eventOf(part: string): ServerEvent {
  const lines = part.split('\n')
  const field = (name: string) =>
    lines
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2))
      .join('\n')
  return { event: field('event'), data: JSON.parse(field('data') || 'null') as unknown }
}
