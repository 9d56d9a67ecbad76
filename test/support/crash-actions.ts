import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Throughline } from '../../src/api/index.ts'
import { wishMerge } from '../../src/identity/space/index.ts'

/** What a process is killed while doing it: everything that writes to more than one place. */
export const crashActions = {
  'remove dataset': ({ definitions }) => definitions.remove('dataset', 'spare'),
  'remove connection': ({ definitions }) => definitions.remove('connection', 'other'),
  'delete batch': ({ datasets }) => datasets.deleteBatch('web', 1),
  import: ({ datasets }) =>
    datasets.importRows('web', Buffer.from(JSON.stringify(rowsOf('later'))), {}),
  forget: ({ forgetting }) =>
    forgetting.forget({ namespace: 'crm', id: 'p1', isAlone: false }, 'owner'),
  'import new': ({ datasets }) =>
    datasets.importRows('new', Buffer.from(JSON.stringify(rowsOf('new'))), {}),
  replace: (throughline) => importFile(throughline, { replace: true }),
  append: async (throughline) => {
    await throughline.datasets.append('visits', visitsOf('late'))
    await follow(throughline)
  },
  'append live': async (throughline) => {
    await throughline.datasets.append('visits', visitsOf('late'))
    await throughline.connections.refresh('by-graph')
  },
  replay: async ({ connections }) => {
    await connections.replay('by-field', { dataset: null, lookback: 4e11 })
  },
  merge: async (throughline) => {
    await throughline.spaces.edit('people', wishMerge(['user:u0', 'device:d3']), {
      author: 'owner',
      note: '',
      isPreview: false,
    })
    await follow(throughline)
  },
  publish: ({ audiences }) => audiences.publish('crowd'),
  'end audience': async ({ audiences, definitions }) => {
    await audiences.publish('crowd')
    await definitions.remove('audience', 'crowd')
  },
} as const satisfies Record<string, (throughline: Throughline) => Promise<unknown>>

export type CrashAction = keyof typeof crashActions

/** What is done before, and not killed: journeys that have followed rows one by one go on from there. */
export const preparations: Readonly<
  Record<string, (throughline: Throughline) => Promise<unknown>>
> = {
  'append live': async (throughline) => {
    await throughline.datasets.append('visits', visitsOf('late').slice(0, LIVE))
    await follow(throughline)
  },
}

export const ROWS = 20

/** Rows that are there when more of them are appended. */
export const LIVE = 2

/** The same file each time, into a dataset of its own. */
export async function importFile(
  { datasets, lake }: Throughline,
  options: { readonly replace?: boolean },
): Promise<void> {
  await mkdir(lake.scratchDir, { recursive: true })
  const path = join(lake.scratchDir, 'page.json')
  await writeFile(path, JSON.stringify(rowsOf('filed')))
  await datasets.importFiles('filed', [path], { rowId: 'id', ...options })
}

/** Rows of four persons. */
export const rowsOf = (page: string) =>
  Array.from({ length: ROWS }, (_, n) => ({
    id: `${page}-${n}`,
    who: `p${n % 4}`,
    ts: `2026-01-01T10:00:${String(n).padStart(2, '0')}Z`,
    page,
  }))

export const definitions = [
  {
    kind: 'connection',
    id: 'all',
    datasets: [{ dataset: 'web', personId: 'who', namespace: 'crm' }],
  },
  { kind: 'connection', id: 'other', datasets: [{ dataset: 'web', personId: 'who' }] },
  { kind: 'data-view', id: 'main', connection: 'all', dimensions: [{ id: 'page', field: 'page' }] },
]

/** More people than are written at once. */
export const CROWD = 2500

export const crowdOf = () =>
  Array.from({ length: CROWD }, (_, n) => ({
    who: `c${n}`,
    ts: '2026-01-01T10:00:00Z',
    page: 'Home',
  }))

/** An audience of them, for a destination that waits. */
export const crowd = [
  { kind: 'connection', id: 'crowd', datasets: [{ dataset: 'crowd', personId: 'who' }] },
  { kind: 'data-view', id: 'crowd', connection: 'crowd' },
  {
    kind: 'destination',
    id: 'hook',
    type: 'webhook',
    settings: { url: 'https://example.com/' },
    paused: true,
  },
  {
    kind: 'audience',
    id: 'crowd',
    dataView: 'crowd',
    segments: [{ container: 'event', where: { dimension: 'person-id', op: 'exists' } }],
    destinations: ['hook'],
  },
]

/** Rows of four devices and two users: what is known of three of them comes behind what they did before. */
export const visitsOf = (page: string) =>
  Array.from({ length: ROWS }, (_, n) => ({
    id: `${page}-${n}`,
    n: (page === 'late' ? 1000 : 0) + n,
    ts: `2026-01-01T10:00:${String(n).padStart(2, '0')}.000Z`,
    device: `d${n % 4}`,
    ...(n > 12 && n % 4 !== 3 && { user: `u${(n + (page === 'late' ? 1 : 0)) % 2}` }),
    page,
  }))

const known = { dataset: 'visits', personId: 'user', namespace: 'user' }
const persistent = { persistentId: 'device', namespace: 'device' }

/** A graph that stitches, and a connection that is replayed when it is told to. */
export const stitched = [
  {
    kind: 'dataset',
    id: 'visits',
    type: 'event',
    timestamp: 'ts',
    rowId: 'id',
    fields: {
      ts: 'timestamp',
      id: 'string',
      n: 'number',
      device: 'string',
      user: 'string',
      page: 'string',
    },
  },
  {
    kind: 'identity-space',
    id: 'people',
    namespaces: [{ id: 'user' }, { id: 'device', device: true }],
  },
  {
    kind: 'connection',
    id: 'by-graph',
    datasets: [
      {
        ...known,
        identities: [
          { field: 'user', namespace: 'user' },
          { field: 'device', namespace: 'device' },
        ],
        stitch: { method: 'graph', space: 'people', target: 'user', ...persistent },
      },
    ],
  },
  {
    kind: 'connection',
    id: 'by-field',
    datasets: [
      {
        ...known,
        stitch: { method: 'field', ...persistent, replay: { every: '1d', lookback: '30d' } },
      },
    ],
  },
]

/** Resolves when both have what is known. */
export async function follow({ connections }: Throughline): Promise<void> {
  for (const id of ['by-graph', 'by-field']) await connections.refresh(id)
}
