import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openThroughline } from '../../src/api/index.ts'
import { findServer } from '../../src/server-file.ts'
import { cli } from '../support/command-line.ts'
import { shop } from '../support/workspace.ts'
import { bundleScript } from '../support/bundle-script.ts'

const ROWS = 50

let data: string
let server: ChildProcess
let url: string

/** A server in a process of its own. */
async function start(): Promise<void> {
  const script = await bundleScript('src/cli.ts')
  const words = ['serve', '--port', '0', '--data', data]
  server = spawn(process.execPath, [script, ...words], { stdio: 'ignore' })
  for (;;) {
    const found = await findServer(data)
    if (found && found.pid === server.pid) {
      url = found.url
      return
    }
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    await wait(50)
  }
}

async function kill(): Promise<void> {
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
}

const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Record<string, unknown>
}

const rowsOf = (batch: number) =>
  Array.from({ length: ROWS }, (_, i) => ({
    who: `p${i % 7}`,
    ts: `2026-01-01T10:00:${String(i).padStart(2, '0')}Z`,
    page: 'Home',
    price: batch,
    url: '',
  }))

const request = {
  kind: 'freeform',
  dataView: 'main',
  dateRange: { start: '2026-01-01', end: '2026-02-01' },
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'throughline-kill-'))
  await start()
  await post('datasets/web/rows', shop.web)
  await post('apply', shop.definitions)
})
afterAll(async () => {
  if (server.exitCode === null && server.signalCode === null) await kill()
  await rm(data, { recursive: true, force: true })
})

/** Imports, refreshes and applies until the server is gone; gives how many rows were acknowledged. */
async function work(): Promise<number> {
  let acknowledged = 0
  const imports = async () => {
    for (let batch = 0; ; batch++) {
      await post('datasets/web/rows', rowsOf(batch))
      acknowledged += ROWS
    }
  }
  const changes = async () => {
    for (let days = 1; ; days++) {
      await post('connections/all/refresh', {})
      const [, view] = shop.definitions
      await post('apply', [{ ...view, session: { timeoutMinutes: days } }])
    }
  }
  await Promise.allSettled([imports(), changes()])
  return acknowledged
}

describe('a server that is killed', () => {
  let acknowledged: number = shop.web.length

  it.each([180, 410, 730, 1100, 1500])('after %i ms keeps what it acknowledged', async (ms) => {
    const working = work()
    await wait(ms)
    await kill()
    acknowledged += await working
    await start()
    const dataset = await (await fetch(`${url}/api/v1/datasets/web`)).json()
    const rows = Number((dataset as { rows: number }).rows)
    expect(rows).toBeGreaterThanOrEqual(acknowledged)
    expect((rows - shop.web.length) % ROWS).toBe(0)
    const before = (await post('reports', request)) as { totals: number[] }
    expect((before.totals[0]! - shop.web.length) % ROWS).toBe(0)
    await post('connections/all/refresh', {})
    expect(await post('reports', request)).toMatchObject({ totals: [rows] })
    acknowledged = rows
  })
})

describe('a folder that a server has open', () => {
  it('is busy for others, while commands talk to the server', async () => {
    await expect(openThroughline({ dataDir: data })).rejects.toMatchObject({ code: 'store/busy' })
    const status = await cli(['status', '--data', data, '--format', 'json'])
    expect(status.code).toBe(0)
    expect(JSON.parse(status.stdout)).toMatchObject({ datasets: [{ id: 'web' }] })
  })
})
