import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asLakeError } from '../../src/lake/lake-error.ts'
import { openShop, shop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop(2)
})
afterAll(() => workspace.close())

const request = {
  kind: 'freeform',
  dataView: 'main',
  dateRange: { start: '2026-01-01', end: '2026-02-01' },
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }, { metric: 'people' }, { metric: 'price' }],
}
const fresh = { 'cache-control': 'no-cache' }

interface Table {
  readonly totals: readonly number[]
  readonly rows: readonly { readonly values: readonly number[] }[]
  readonly meta: { readonly dataVersion: string; readonly events: number }
}

describe('twenty reports, imports and refreshes at once', () => {
  it('each see one version of the data, the same for the same version', async () => {
    const reports = Array.from({ length: 20 }, () =>
      workspace.call('POST', 'reports', request, fresh),
    )
    const writes = [1, 2, 3].flatMap(() => [
      workspace.call('POST', 'datasets/web/rows', shop.web),
      workspace.call('POST', 'connections/all/refresh'),
    ])
    const late = writes.map(async (write) => {
      await write
      return workspace.call('POST', 'reports', request, fresh)
    })
    const answers = await Promise.all([...reports, ...late])
    const byVersion = new Map<string, Table>()
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      const table = body as unknown as Table
      const { rows, totals, meta } = table
      expect(totals).toEqual([meta.events, 2, 4 * meta.events])
      expect(rows.reduce((sum, { values }) => sum + values[0]!, 0)).toBe(meta.events)
      const same = byVersion.get(meta.dataVersion) ?? table
      expect({ rows, totals }).toEqual({ rows: same.rows, totals: same.totals })
      byVersion.set(meta.dataVersion, same)
    }
    const last = (await workspace.call('POST', 'reports', request)).body as unknown as Table
    expect(last.meta.events).toBe(4 * shop.web.length)
  })
})

describe('of two reports that ask the same', () => {
  const ask = (id: string, signal?: AbortSignal) =>
    workspace.call('POST', 'reports', request, { ...fresh, 'report-id': id }, signal)
  const running = async () => (await workspace.call('GET', 'reports')).body as unknown as unknown[]

  it('one can be cancelled without the other', async () => {
    const [first, second] = [ask('first'), ask('second')]
    const cancelled = await workspace.call('DELETE', 'reports/first')
    const answer = await first
    if (cancelled.status === 204) expect(answer.body).toMatchObject({ code: 'report/cancelled' })
    expect(await second).toMatchObject({ status: 200 })
    expect(await running()).toEqual([])
  })

  it('one can be left by its client without the other', async () => {
    const leaving = new AbortController()
    const [left, kept] = [ask('left', leaving.signal).catch((error: unknown) => error), ask('kept')]
    leaving.abort()
    await left
    expect(await kept).toMatchObject({ status: 200 })
    expect(await running()).toEqual([])
  })

  it('the second cannot take the id of the first', async () => {
    const [first, second] = await Promise.all([ask('same'), ask('same')])
    expect(first.status).toBe(200)
    expect(second.body).toMatchObject({ code: 'request/invalid', path: 'id' })
  })
})

describe('what ClickHouse says', () => {
  it.each([
    ['Code: 243. DB::Exception: Cannot reserve 1.00 MiB,\n not enough space', 'after-user-action'],
    ['Code: 241. DB::Exception: Memory limit (total) exceeded', 'later'],
    [`Code: 62. DB::Exception: Syntax error: ${'x '.repeat(5000)}`, 'never'],
  ])('is one line with advice (%#)', (message, retry) => {
    const error = asLakeError(new Error(message))
    expect(error).toMatchObject({ name: 'LakeError', retry })
    expect(error.message).not.toContain('\n')
    expect(error.message.length).toBeLessThanOrEqual(500)
  })
})
