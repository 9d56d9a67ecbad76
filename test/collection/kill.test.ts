import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openThroughline } from '../../src/api/index.ts'
import { selectRows } from '../../src/lake/datasets/rows.ts'
import { sql } from '../../src/lake/sql.ts'
import { bundleScript } from '../support/bundle-script.ts'

/** Kills, and calls that are under way at once; more by setting. */
const ROUNDS = Number(process.env['THROUGHLINE_COLLECT_KILLS'] ?? 3)
const SENDERS = 8

let folder: string
let child: ChildProcess | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-collect-kill-'))
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

let key = ''

/** Starts the server; gives its address when it listens. */
async function start(): Promise<string> {
  const script = await bundleScript('test/support/collecting-child.ts')
  const args = [script, join(folder, 'data')]
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('key ')) key = line.slice(4)
    if (line.startsWith('url ')) return line.slice(4)
  }
  throw new Error('the server ended before it listened')
}

let sent = 0

/** Sends calls one after the other until the server is gone; gives the ids that were acknowledged. */
async function sendUntilGone(url: string, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    const ids = Array.from({ length: 1 + (sent % 5) }, () => `m${sent++}`)
    const batch = ids.map((messageId) => ({
      type: 'track',
      event: 'Seen',
      userId: 'u1',
      messageId,
    }))
    const body = JSON.stringify({ batch, writeKey: key })
    try {
      const answer = await fetch(`${url}/v1/batch`, { method: 'POST', body })
      if (answer.status === 200) for (const id of ids) acknowledged.add(id)
    } catch {
      return
    }
  }
}

it(
  `what was acknowledged is there once, whenever the server is killed (${ROUNDS} times)`,
  async () => {
    const acknowledged = new Set<string>()
    for (let round = 0; round < ROUNDS; round++) {
      const url = await start()
      const senders = Array.from({ length: SENDERS }, () => sendUntilGone(url, acknowledged))
      await new Promise((resolve) => setTimeout(resolve, 200 + ((round * 617) % 1900)))
      const gone = once(child!, 'exit')
      child!.kill('SIGKILL')
      await gone
      await Promise.all(senders)
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS)
    const throughline = await openThroughline({ dataDir: join(folder, 'data'), threads: 1 })
    try {
      await throughline.collection.settle()
      const rows = await throughline.lake.query<{ id: string; n: number }>(sql`
      SELECT message_id AS id, toFloat64(count()) AS n FROM ${selectRows({ id: 'web' })} GROUP BY id`)
      const found = new Map(rows.map(({ id, n }) => [id, n]))
      expect([...acknowledged].filter((id) => found.get(id) !== 1)).toEqual([])
      expect(rows.filter(({ n }) => n !== 1)).toEqual([])
    } finally {
      await throughline.close()
    }
  },
  60_000 * (2 + ROUNDS),
)
