import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Throughline } from '../../src/api/index.ts'

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
} as const satisfies Record<string, (throughline: Throughline) => Promise<unknown>>

export type CrashAction = keyof typeof crashActions

export const ROWS = 20

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
