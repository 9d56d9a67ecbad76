import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportKindNames } from '../../src/query/reports/index.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'
import { type Find, judge, mostSeconds } from './judge.ts'
import { seedRandom } from './random.ts'
import { drawRequest, type FuzzRequest, listOperations, type Seeds } from './requests.ts'
import type { Grammar, Schema } from './schema-values.ts'

const root = join(import.meta.dirname, '../..')
const files = {
  web: 'web.csv',
  calls: 'calls.jsonl',
  customers: 'customers.csv',
  channels: 'channels.csv',
  ads: 'ads.csv',
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** The examples: a definition of every kind, requests of every kind, and their data. */
export const seeds: Seeds = {
  definitions: readdirSync(join(root, 'examples/definitions')).flatMap(
    (name) => [readJson(`examples/definitions/${name}`)].flat() as object[],
  ),
  reports: reportKindNames.flatMap(
    (kind) => [readJson(`src/query/reports/${kind}/example.json`)].flat() as unknown[],
  ),
}

/** Files of this machine are read, and none is written: backups go to no folder. */
export async function openExamples(): Promise<Workspace> {
  const workspace = await openWorkspace({ allowsLocalFiles: true, threads: 1 })
  await workspace.post('apply', seeds.definitions)
  for (const [dataset, file] of Object.entries(files)) {
    const sources = [join(root, 'examples/data', file)]
    await workspace.post(`datasets/${dataset}/import`, { sources })
  }
  return workspace
}

export interface FuzzOptions {
  readonly requests: number
  readonly seed: number
  /** Called with how many are done. */
  readonly onProgress?: (done: number) => void
  /** Called with what is found for the first time. */
  readonly onFind?: (find: Find) => void
}

/** Sends requests to all routes; each thing that must not be, once per kind of it and route. */
export async function fuzz(workspace: Workspace, options: FuzzOptions): Promise<readonly Find[]> {
  const finds = new Map<string, Find>()
  const response = await workspace.app.request('/api/v1/openapi.json')
  const document = (await response.json()) as Schema
  const { schemas } = document['components'] as { readonly schemas: Grammar['schemas'] }
  const operations = listOperations(document)
  const grammar = { random: seedRandom(options.seed), schemas, words: listWords(seeds) }
  for (let done = 0; done < options.requests; done++) {
    if (done % 500 === 499) await restore(workspace)
    const request = drawRequest(grammar, operations, seeds)
    const found = await send(workspace, request)
    if (found) {
      const kind = `${request.method} ${routeOf(request.path)} ${found.what}`
      if (!finds.has(kind)) options.onFind?.(found)
      finds.set(kind, found)
    }
    options.onProgress?.(done + 1)
  }
  return [...finds.values()]
}

const routeOf = (path: string): string => path.split(/[?/]/).slice(3, 5).join('/')

/** What the examples say is put back where it was changed or taken away. */
async function restore(workspace: Workspace): Promise<void> {
  await workspace.call('POST', 'apply', seeds.definitions)
}

export async function send(workspace: Workspace, request: FuzzRequest): Promise<Find | null> {
  const { method, path, headers, body } = request
  const begun = performance.now()
  const asked = (async () => {
    const init = { method, headers, ...(body === undefined || method === 'GET' ? {} : { body }) }
    const response = await workspace.app.request(path, init)
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, type, text: await readAnswer(response, type) }
  })()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, 3 * mostSeconds(request) * 1000, null)
  })
  const answer = await Promise.race([asked, late])
  clearTimeout(timer)
  if (answer === null) return { what: 'no answer', request, answer: '' }
  const seconds = (performance.now() - begun) / 1000
  const what = judge(request, { ...answer, seconds })
  return what === null ? null : { what, request, answer: answer.text.slice(0, 1000) }
}

/** A stream of events goes on for as long as somebody listens. */
async function readAnswer(response: Response, type: string): Promise<string> {
  if (!type.startsWith('text/event-stream')) return response.text()
  await response.body?.cancel()
  return ''
}

/** Every text of what is right, and what it is made of. */
function listWords({ reports, definitions }: Seeds): readonly string[] {
  const words = new Set(['2026-01-01', '2026-02-01', 'last-30-days', 'day', 'month', 'null'])
  const collect = (value: unknown): void => {
    if (typeof value === 'string') words.add(value)
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) words.add(key)
      collect(inner)
    }
  }
  collect([reports, definitions])
  return [...words]
}
