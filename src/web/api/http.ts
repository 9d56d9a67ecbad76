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
