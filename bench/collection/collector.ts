import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A server of its own process, as it is shipped, with a source. */
export interface Collector {
  /** Gives the status. */
  send(body: object): Promise<number>
  post<T>(path: string, body?: unknown): Promise<T>
  get<T>(path: string): Promise<T>
  /** Resolves when nothing waits to be written. */
  settle(): Promise<void>
  /** Events of the data view. */
  count(event?: string): Promise<number>
  /** Resident bytes. */
  memory(): Promise<number>
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function startCollector(folder: string): Promise<Collector> {
  const args = [`${root}dist/cli.js`, 'serve', '--data', `${folder}/data`, '--port', '0']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await readUrl(child.stdout)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  let key = ''

  function ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', ...(key && { 'x-write-key': key }) }
      const asked = request(`${url}${path}`, { method, agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        )
      })
      asked.on('error', (error: NodeJS.ErrnoException) => {
        // The connection was closed at the moment in which it was taken again: nobody has seen the call.
        if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(ask(method, path, body))
        else reject(error)
      })
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { status, text } = await ask(method, `/api/v1/${path}`, body)
    if (status >= 400) throw new Error(`${path}: ${text}`)
    return JSON.parse(text) as T
  }

  await call('POST', 'apply', {
    kind: 'source',
    id: 'shop',
    dataset: 'web',
    protocols: ['segment'],
  })
  key = (await call<{ key: string }>('POST', 'sources/shop/keys')).key
  return {
    send: async (body) => (await ask('POST', '/v1/batch', body)).status,
    post: (path, body) => call('POST', path, body),
    get: (path) => call('GET', path),
    async settle() {
      for (;;) {
        const { waiting } = await call<{ waiting: number }>('GET', 'sources/shop')
        if (waiting === 0) break
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      await call('POST', 'connections/shop/refresh')
    },
    async count(event) {
      const { totals } = await call<{ totals: readonly number[] }>('POST', 'reports', {
        kind: 'freeform',
        dataView: 'shop',
        dateRange: { start: '2020-01-01', end: '2100-01-01' },
        rows: { dimension: 'event' },
        columns: [{ metric: 'events' }],
        ...(event && {
          segments: [
            { container: 'event', where: { dimension: 'event', op: 'equals', value: event } },
          ],
        }),
      })
      return totals[0] ?? 0
    },
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
    },
    async stop() {
      agent.destroy()
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function readUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /http:\/\/[\w.:-]+/.exec(line)?.[0]
    if (url) {
      output.resume()
      return url
    }
  }
  throw new Error('the server ended before it listened')
}
