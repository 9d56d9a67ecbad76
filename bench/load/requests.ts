/** What one client of a crowd sends. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly type?: string
  readonly body?: string
}

const PAGES = 3000
const PEOPLE = 500

/** Events of many people and pages; those of another `part` have other ids. */
export const rowsOf = (part: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${part}-${index}`,
    ts: new Date(1_700_000_000_000 + (index % 200_000) * 60_000).toISOString(),
    who: `p${index % PEOPLE}`,
    page: `page ${index % PAGES}`,
    price: (index % 100) / 4,
    tags: [`t${index % 7}`, `t${index % 11}`],
  }))

export const definitions = [
  { kind: 'source', id: 'sdk', dataset: 'collected', protocols: ['segment', 'posthog'] },
  { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
  {
    kind: 'data-view',
    id: 'main',
    connection: 'all',
    dimensions: [{ id: 'page', field: 'page' }],
    metrics: [{ id: 'price', field: 'price' }],
  },
]

const dateRange = { start: '2023-01-01', end: '2025-01-01' }

export const smallReport = {
  kind: 'freeform',
  dataView: 'main',
  dateRange,
  rows: { dimension: 'day' },
  columns: [{ metric: 'events' }],
  limit: 5,
}

const pageContains = (text: string) => ({
  container: 'person',
  where: { dimension: 'page', op: 'contains', value: text },
})

/** Some tenths of a second: segments over many pages, and an answer of many cells. */
export const heavyReport = (seed: number) => ({
  ...smallReport,
  rows: { dimension: 'page' },
  columns: Array.from({ length: 60 }, (_, index) => ({
    id: `c${index}`,
    metric: 'events',
    segments: [pageContains(`${(index + seed) % 997}`)],
  })),
  limit: 3000,
})

export const json = (path: string, body: unknown): LoadRequest => ({
  method: 'POST',
  path: `/api/v1/${path}`,
  type: 'application/json',
  body: JSON.stringify(body),
})

const segmentOf = (index: number, conditions: number) => ({
  kind: 'segment',
  id: `s${index}`,
  name: `Segment ${index}`,
  definition: {
    container: 'event',
    where: {
      or: Array.from({ length: conditions }, (_, each) => ({
        dimension: 'page',
        op: 'eq',
        value: `page ${each}`,
      })),
    },
  },
})

const csvOf = (part: string, count: number) =>
  [
    'id,ts,who,page,price',
    ...rowsOf(part, count).map(({ id, ts, who, page, price }) => [id, ts, who, page, price].join()),
  ].join('\n')

/** What SDKs send: about 300 bytes an event. */
const callOf = (client: number, key: string, count: number): LoadRequest => ({
  method: 'POST',
  path: `/v1/batch?writeKey=${key}`,
  type: 'application/json',
  body: JSON.stringify({
    batch: Array.from({ length: count }, (_, index) => ({
      type: 'track',
      event: `Event ${index % 50}`,
      messageId: `${client}-${index}`,
      anonymousId: `p${index % PEOPLE}`,
      timestamp: new Date().toISOString(),
      properties: { price: index / 4, page: `page ${index % PAGES}`, list: ['a', 'b'] },
      context: {
        userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/${100 + (index % 30)}.0.0.0`,
        page: { url: `https://shop.example/p/${index}?utm_source=x`, referrer: 'https://a.io/' },
      },
    })),
  }),
})

const PERSONS = 100_000

const peopleCsv = () =>
  [
    'id,ts,who,email',
    ...Array.from({ length: PERSONS }, (_, i) =>
      [`e${i}`, new Date(1_700_000_000_000 + i * 1000).toISOString(), `w${i}`, `w${i}@a.io`].join(),
    ),
  ].join('\n')

const peopleConnection = (keep: boolean) => ({
  kind: 'connection',
  id: 'people',
  profile: { keep },
  datasets: [
    {
      dataset: 'people',
      personId: 'who',
      namespace: 'id',
      identities: [
        { field: 'who', namespace: 'id' },
        { field: 'email', namespace: 'email' },
      ],
    },
  ],
})

const peopleDefinitions = [
  peopleConnection(false),
  { kind: 'data-view', id: 'people', connection: 'people' },
  {
    kind: 'segment',
    id: 'everybody',
    dataView: 'people',
    definition: { container: 'person', where: { dimension: 'who', op: 'exists' } },
  },
  { kind: 'audience', id: 'everybody', dataView: 'people', segments: ['everybody'] },
]

const preparePeople = (): readonly LoadRequest[] => [
  {
    method: 'POST',
    path: '/api/v1/datasets/people/import?name=people.csv',
    type: 'application/octet-stream',
    body: peopleCsv(),
  },
  json('apply', peopleDefinitions),
]

/** What has to be there before a crowd comes, by its name. */
export const preparations: Readonly<Record<string, () => readonly LoadRequest[]>> = {
  'an audience of 100,000 persons': preparePeople,
  'profiles of 100,000 persons': preparePeople,
}

/** Crowds that are answered long before their work is done. */
export const goingOn: ReadonlySet<string> = new Set(['profiles of 100,000 persons'])

/** What a crowd asks for, by its name; each is another for each client. `key` is that of the source `sdk`. */
export const crowds: Readonly<Record<string, (client: number, key: string) => LoadRequest>> = {
  'nothing else': () => ({ method: 'GET', path: '/healthz' }),
  'heavy reports': (client) => json('reports', heavyReport(client)),
  'forty reports in a body': (client) =>
    json(
      'reports',
      Array.from({ length: 40 }, (_, index) => ({
        ...smallReport,
        segments: [pageContains(`${client * 40 + index}`)],
      })),
    ),
  'rows of 2 MB': (client) => json('datasets/crowd/rows', rowsOf(`r${client}`, 12_000)),
  'files of 2 MB': (client) => ({
    method: 'POST',
    path: `/api/v1/datasets/files/import?name=${client}.csv`,
    type: 'application/octet-stream',
    body: csvOf(`f${client}`, 30_000),
  }),
  '300 definitions of 2 MB': (client) =>
    json(
      'apply',
      Array.from({ length: 300 }, (_, index) => segmentOf(client * 300 + index, 100)),
    ),
  'a wrong body of 2 MB': () =>
    json('reports', {
      ...smallReport,
      segments: [
        { container: 'event', where: { or: Array.from({ length: 250_000 }, () => ({ a: 1 })) } },
      ],
    }),
  'a body of 8 MB that is not JSON': () => ({
    method: 'POST',
    path: '/api/v1/reports',
    type: 'application/json',
    body: `{"a":"${'x'.repeat(8_000_000)}"`,
  }),
  'calls of SDKs, 2 MB': (client, key) => callOf(client, key, 5000),
  'calls of SDKs, 9 MB': (client, key) => callOf(client, key, 20_000),
  'calls of SDKs with 20,000 items that are none': (_, key) => ({
    method: 'POST',
    path: `/v1/batch?writeKey=${key}`,
    type: 'application/json',
    body: JSON.stringify({ batch: Array.from({ length: 20_000 }, () => 1) }),
  }),
  refreshes: () => json('connections/all/refresh', {}),
  'an audience of 100,000 persons': () => json('audiences/everybody/publish', {}),
  'profiles of 100,000 persons': () => json('apply', [peopleConnection(true)]),
}
