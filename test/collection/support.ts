import { pathOfColumn } from '../../src/lake/datasets/index.ts'
import { selectRows } from '../../src/lake/datasets/rows.ts'
import { sql } from '../../src/lake/sql.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

/** A workspace with a source, and how it is sent to. */
export interface Collecting {
  readonly workspace: Workspace
  readonly key: string
  /** Sends as an SDK would: no path below the API. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): ReturnType<Workspace['call']>
  /** Resolves when all that was sent is in reports. */
  settle(): Promise<void>
  /** Items of a dimension, with events and people. */
  count(dimension: string): Promise<Readonly<Record<string, readonly unknown[]>>>
  /** Rows of the dataset, in the order of their times. */
  rows(): Promise<readonly Readonly<Record<string, unknown>>[]>
  rejected(): Promise<readonly { reason: string; detail: string; body: string; id: string }[]>
}

export const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` })

/** The source is called `shop` and its dataset `web`. */
export async function openCollecting(
  settings: { readonly protocols: readonly string[] } & Readonly<Record<string, unknown>>,
): Promise<Collecting> {
  const workspace = await openWorkspace()
  await workspace.post('apply', { kind: 'source', id: 'shop', dataset: 'web', ...settings })
  const { key } = await workspace.post<{ key: string }>('sources/shop/keys', undefined)
  const settle = async () => {
    await workspace.throughline.collection.settle()
    await workspace.throughline.connections.settled('shop')
  }
  return {
    workspace,
    key,
    send: (method, path, body, headers) => workspace.call(method, path, body, headers),
    settle,
    async count(dimension) {
      await settle()
      const report = await workspace.post<{ rows: readonly { item: string; values: unknown[] }[] }>(
        'reports',
        {
          kind: 'freeform',
          dataView: 'shop',
          dateRange: { start: '2000-01-01', end: '2100-01-01' },
          rows: { dimension },
          columns: [{ metric: 'events' }, { metric: 'people' }],
        },
      )
      return Object.fromEntries(report.rows.map(({ item, values }) => [item, values]))
    },
    async rows() {
      await settle()
      const found = await workspace.throughline.lake.query<Record<string, unknown>>(
        sql`SELECT * FROM ${selectRows({ id: 'web' })} ORDER BY _time, _row`,
      )
      return found.map((row) => {
        const filled = Object.entries(row).filter(([, value]) => value !== null)
        return Object.fromEntries(filled.map(([name, value]) => [pathOfColumn(name), value]))
      })
    },
    async rejected() {
      const { body } = await workspace.call('GET', 'sources/shop/rejected')
      return body['rows'] as Awaited<ReturnType<Collecting['rejected']>>
    },
  }
}
