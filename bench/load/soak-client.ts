/** Asks a server, and keeps what must not be. */
export interface SoakClient {
  /** How many were answered. */
  readonly requests: number
  readonly faults: string[]
  /** Throws where the status is not 2xx, unless it is the one that is expected. */
  ask(method: string, path: string, options?: AskOptions): Promise<unknown>
  post(path: string, body: unknown): Promise<unknown>
}

interface AskOptions {
  readonly body?: unknown
  readonly type?: string
  readonly expected?: number
  readonly signal?: AbortSignal
}

export function createClient(url: string): SoakClient {
  let requests = 0
  const ask: SoakClient['ask'] = async (method, path, options = {}) => {
    const { body, type = 'application/json', expected, signal } = options
    const place = path.startsWith('/') ? path : `/api/v1/${path}`
    const response = await fetch(`${url}${place}`, {
      method,
      headers: { 'cache-control': 'no-cache', ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    })
    const text = await response.text()
    requests += 1
    const isExpected = expected === undefined ? response.ok : response.status === expected
    const shown = text.replaceAll(/\d+-\d+|[0-9a-f-]{36}/g, '…').slice(0, 300)
    if (!isExpected) throw new Error(`${response.status} ${shown}`)
    return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
  }
  return {
    get requests() {
      return requests
    },
    faults: [],
    ask,
    post: (path, body) => ask('POST', path, { body }),
  }
}
