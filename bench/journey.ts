import { rmSync } from 'node:fs'
import { createApi, openThroughline } from '../src/api/index.ts'
import { answerCalls } from './child.ts'
import { connection, dataset, dataView } from './definitions.ts'
import { foldersOf } from './folders.ts'
import type { Row } from './question.ts'
import { questions } from './questions/index.ts'
import { measure } from './timing.ts'

const folders = foldersOf(process.argv[2]!)
let opened: Awaited<ReturnType<typeof open>> | undefined

answerCalls({
  /** Imports the CSV into an empty workspace; milliseconds to the lake, and to a queryable journey. */
  async load() {
    rmSync(folders.journey, { recursive: true, force: true })
    const { post } = (opened = await open())
    await post('/apply', [dataset])
    const begun = performance.now()
    await post('/datasets/events/import', { sources: [folders.csv] })
    const lakeMs = performance.now() - begun
    const built = performance.now()
    const { refreshed } = await post<Applied>('/apply', [connection])
    const problem = refreshed.find((outcome) => 'error' in outcome)
    if (problem) throw new Error(JSON.stringify(problem))
    return { lakeMs, journeyMs: performance.now() - built }
  },
  async open() {
    const begun = performance.now()
    opened ??= await open()
    await opened.post('/apply', [dataView])
    return performance.now() - begun
  },
  answer: (id: string, runs: number) => measure(runs, () => answer(id)),
  /** Loads ten columns besides person and time; the bytes of the process. */
  async loadTenColumns() {
    const ids = ['event', 'page', 'url', 'channel', 'campaign', 'device', 'country', 'product']
    const request = (dimension: string) => ({
      kind: 'freeform',
      dataView: 'bench',
      dateRange: { start: '2026-01-01', end: '2026-07-01' },
      rows: { dimension },
      columns: [{ metric: 'people' }, { metric: 'revenue' }],
      limit: 1,
    })
    await opened!.post('/reports', [...ids, 'item'].map(request))
    return process.memoryUsage().rss
  },
  async close() {
    await opened?.close()
    opened = undefined
  },
})

interface Applied {
  readonly refreshed: readonly object[]
}

async function answer(id: string): Promise<readonly Row[]> {
  const question = questions.find((each) => each.id === id)!
  return question.rows(await opened!.post<never>('/reports', question.request))
}

/** The workspace as a server opens it, asked in process. */
async function open() {
  const throughline = await openThroughline({
    dataDir: folders.journey,
    allowsLocalFiles: true,
  })
  const api = createApi(throughline)
  return {
    async post<T>(path: string, body: unknown): Promise<T> {
      const response = await api.request(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${path}: ${text}`)
      return JSON.parse(text) as T
    },
    close: () => throughline.close(),
  }
}
