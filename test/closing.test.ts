import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openThroughline } from '../src/api/index.ts'
import { startServer } from '../src/server.ts'

const range = (call: number) => ({
  kind: 'date-range',
  id: `r${call}`,
  start: '2026-01-01',
  end: '2026-02-01',
})

it('a server that ends has written down all that was done', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-closing-'))
  const server = await startServer({ dataDir, port: 0, host: '127.0.0.1' })
  const apply = (call: number) =>
    fetch(`${server.url}/api/v1/apply`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(range(call)),
    }).catch(() => undefined)
  const calls = Array.from({ length: 100 }, (_, call) => apply(call))
  await Promise.race(calls)
  await server.close()
  await Promise.all(calls)
  const throughline = await openThroughline({ dataDir })
  try {
    const done = (await throughline.catalog()).list('date-range').map(({ id }) => id)
    expect(done.length).toBeGreaterThan(0)
    const entries = await throughline.store.audit.list(1000, undefined, {})
    const told = entries.map(({ details }) => /"id":"(r\d+)"/.exec(details)?.[1])
    expect(told.toSorted()).toEqual(done.toSorted())
  } finally {
    await throughline.close()
    await rm(dataDir, { recursive: true })
  }
})
