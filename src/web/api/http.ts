import { createParser } from 'eventsource-parser'
import type { Problem } from '../../model/answers/problem.ts'

/** What goes wrong on this side of the connection has no `type`. */
export type ShownProblem = Omit<Problem, 'type'>

/** A request that failed; `problem` is what the page shows. */
export class RequestError extends Error {
  readonly problem: ShownProblem

  constructor(problem: ShownProblem) {
    super(problem.detail)
    this.name = 'RequestError'
    this.problem = problem
  }
}

interface Call {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Sent as JSON, but files as they are. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Calls the API below `/api/v1`. Errors: RequestError; an aborted call throws an AbortError. */
export async function call<T>(path: string, { method = 'GET', ...options }: Call = {}): Promise<T> {
  const response = await answerTo(path, method, options)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

/** A definition with its version, which the answer names as its ETag. Errors: RequestError. */
export async function callVersioned<T>(
  path: string,
  { method = 'GET', ...options }: Call = {},
): Promise<Versioned<T>> {
  const response = await answerTo(path, method, options)
  const version = Number(/\d+/.exec(response.headers.get('etag') ?? '')?.[0])
  return { document: (await response.json()) as T, version }
}

/** A document as it was at a version of it, from 1. */
export interface Versioned<T> {
  readonly document: T
  readonly version: number
}

/** What is asked for with a body, as a file. Errors: RequestError. */
export async function callFile(path: string, body: unknown): Promise<Blob> {
  return (await answerTo(path, 'POST', { body })).blob()
}

/** The events of a stream that ends by itself. Errors: RequestError. */
export async function callEvents<T>(path: string, signal: AbortSignal): Promise<readonly T[]> {
  const headers = { accept: 'text/event-stream' }
  const response = await answerTo(path, 'GET', { headers, signal })
  const events: T[] = []
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'problem') throw new RequestError(JSON.parse(data) as ShownProblem)
      events.push(JSON.parse(data) as T)
    },
  })
  parser.feed(await response.text())
  return events
}

/** The result of long work that tells how far it is. Errors: RequestError. */
export async function callWithProgress<T, P>(
  path: string,
  body: unknown,
  onProgress: (progress: P) => void,
): Promise<T> {
  const response = await answerTo(path, 'POST', { body, headers: { accept: 'text/event-stream' } })
  const ended: { result?: T } = {}
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'problem') throw new RequestError(JSON.parse(data) as ShownProblem)
      if (event === 'progress') onProgress(JSON.parse(data) as P)
      if (event === 'result') ended.result = JSON.parse(data) as T
    },
  })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parser.feed(read.value)
  }
  if (ended.result === undefined) throw new RequestError(unreachable)
  return ended.result
}

async function answerTo(path: string, method: string, options: Omit<Call, 'method'>) {
  const response = await reach(path, method, options)
  if (!response.ok) throw new RequestError(await problemOf(response))
  return response
}

async function reach(path: string, method: string, { body, headers, signal }: Call) {
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers: { ...typeOf(body), ...headers },
      body: body === undefined || body instanceof Blob ? (body ?? null) : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new RequestError(unreachable)
  }
}

export const unreachable: ShownProblem = {
  title: 'server unreachable',
  status: 0,
  code: 'web/unreachable',
  detail: 'The server does not answer.',
  path: '',
  hint: 'check that it is running, then try again',
}

function typeOf(body: unknown): Record<string, string> {
  if (body === undefined) return {}
  return { 'content-type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }
}

async function problemOf(response: Response): Promise<ShownProblem> {
  if (response.headers.get('content-type')?.includes('json')) {
    return (await response.json()) as ShownProblem
  }
  const detail = await response.text()
  const code = `web/http-${response.status}`
  return { title: response.statusText, status: response.status, code, detail, path: '' }
}

/** `{ a: 1, b: undefined }` → `?a=1` */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}
