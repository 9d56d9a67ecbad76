import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

const common = { dataView: 'main', dateRange: { start: '2026-01-01', end: '2026-02-01' } }
const names = ['toString', 'constructor', '__proto__', 'x'.repeat(240), '%', '..']

describe('a name that languages or systems give a meaning is a name like any other', () => {
  it.each(names)('%s in requests', async (name) => {
    const table = { kind: 'freeform', ...common, rows: { dimension: 'page' } }
    const requests = [
      { ...table, columns: [{ metric: name }] },
      { ...table, columns: [{ formula: { function: name, args: [1] } }] },
      { ...table, rows: { dimension: name }, columns: [{ metric: 'events' }] },
      { ...table, columns: [{ metric: 'events' }], segments: [name] },
      { ...table, columns: [{ metric: 'events' }], dateRange: name },
      { ...table, dataView: name, columns: [{ metric: 'events' }] },
      { ...table, kind: name },
    ]
    for (const request of requests) {
      const { status, text } = await workspace.call('POST', 'reports', request)
      expect([status >= 400 && status < 500, text.slice(0, 300)]).toEqual([
        true,
        text.slice(0, 300),
      ])
    }
  })

  it.each(names)('%s in addresses', async (name) => {
    const id = encodeURIComponent(name)
    for (const path of [
      `definitions/segment/${id}`,
      `definitions/${id}/main`,
      `datasets/${id}`,
      `connections/${id}`,
      `reference/${id}`,
      `reports/${id}`,
    ]) {
      const { status } = await workspace.call('GET', path)
      expect([path, status < 500]).toEqual([path, true])
    }
  })

  it.each(['/%', '/api/v1/%', '/api/v1/definitions/segment/%E0%A4%A'])('GET %s', async (path) => {
    expect((await workspace.call('GET', path)).status).toBeLessThan(500)
  })

  it.each(['..', '.', '/', `${'x'.repeat(300)}.csv`, '__proto__'])('an upload %s', async (name) => {
    const { status } = await workspace.upload('uploaded', name, 'who,ts\nann,2026-01-01\n')
    expect(status).toBeLessThan(500)
  })
})
