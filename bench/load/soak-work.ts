import { heavyReport, rowsOf, smallReport } from './requests.ts'
import type { SoakClient } from './soak-client.ts'

/** Does something to a server and leaves it as it was; `id` is nobody else's. */
type Work = (client: SoakClient, id: string) => Promise<void>

const expect = (isTrue: boolean, what: string): void => {
  if (!isTrue) throw new Error(what)
}

interface Imported {
  readonly batches: readonly { readonly batch: number }[]
  readonly added: number
}

interface Table {
  readonly rows: readonly unknown[]
}

const ROWS = 500

async function addRows(client: SoakClient, id: string): Promise<void> {
  const outcome = (await client.post('datasets/web/rows', rowsOf(id, ROWS))) as Imported
  expect(outcome.added === ROWS, `${outcome.added} of ${ROWS} rows were added`)
  const [{ batch }] = outcome.batches as [Imported['batches'][number]]
  await client.ask('DELETE', `datasets/web/batches/${batch}`)
}

async function importFile(client: SoakClient, id: string): Promise<void> {
  const lines = rowsOf(id, ROWS).map(({ ts, who, page }) => `${ts},${who},${page}`)
  const body = ['ts,who,page', ...lines].join('\n')
  const type = 'application/octet-stream'
  await client.ask('POST', `datasets/files/preview?name=${id}.csv`, { body, type })
  const path = `datasets/files/import?name=${id}.csv&again=true`
  const outcome = (await client.ask('POST', path, { body, type })) as Imported
  expect(outcome.added === ROWS, `${outcome.added} of ${ROWS} rows of a file were added`)
  const [{ batch }] = outcome.batches as [Imported['batches'][number]]
  await client.ask('DELETE', `datasets/files/batches/${batch}`)
}

async function writeDefinitions(client: SoakClient, id: string): Promise<void> {
  const where = { dimension: 'page', op: 'eq', value: `page ${id}` }
  const segment = {
    kind: 'segment',
    id: `s${id}`,
    name: id,
    definition: { container: 'event', where },
  }
  await client.post('apply', [segment])
  await client.post('reports', { ...smallReport, segments: [`s${id}`] })
  await client.ask('DELETE', `definitions/segment/s${id}`)
}

async function leaveEarly(client: SoakClient, id: string): Promise<void> {
  const abort = new AbortController()
  const body = heavyReport(id.length + Number(id.split('-')[1]))
  const asked = client.ask('POST', 'reports', { body, signal: abort.signal }).catch(() => {})
  setTimeout(() => abort.abort(), 30)
  await asked
}

async function makeMistakes(client: SoakClient): Promise<void> {
  await client.ask('POST', 'reports', { body: { kind: 'nothing' }, expected: 400 })
  await client.ask('POST', 'reports', { body: '{', expected: 400 })
  await client.ask('GET', 'datasets/nowhere', { expected: 404 })
  await client.ask('POST', 'datasets/files/import', {
    body: { url: 'http://127.0.0.1:1/a.csv' },
    expected: 403,
  })
}

/** Every kind of work by its name. */
export const kindsOfWork: readonly (readonly [name: string, work: Work])[] = [
  [
    'a small report',
    async (client) => {
      const { rows } = (await client.post('reports', smallReport)) as Table
      expect(rows.length === smallReport.limit, `a report of ${rows.length} rows`)
    },
  ],
  ['rows in and out', addRows],
  [
    'a heavy report',
    async (client, id) =>
      void (await client.post('reports', heavyReport(Number(id.split('-')[1])))),
  ],
  ['a file in and out', importFile],
  ['a definition in and out', writeDefinitions],
  ['a report that nobody waits for', leaveEarly],
  ['mistakes', makeMistakes],
  ['a refresh', async (client) => void (await client.post('connections/all/refresh', {}))],
  [
    'looking around',
    async (client) => {
      for (const path of [
        'status',
        'datasets',
        'datasets/web',
        '/metrics',
        '/readyz',
        '/healthz',
        'data-views/main/components',
      ])
        await client.ask('GET', path)
    },
  ],
]
