import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { openLake } from '../lake/open-lake.ts'
import { listBatches, listSkipped, openDatasets, nameTable } from '../lake/datasets/index.ts'
import { selectRows } from '../lake/datasets/rows.ts'
import { type Sql, sql } from '../lake/sql.ts'
import { importRows } from './index.ts'
import { bundleScript } from '../../test/support/bundle-script.ts'

/** Imports into `dir` in a process of its own, and kills it after some acknowledged batches. */
async function importUntilKilled(dir: string, batches: number): Promise<number> {
  const program = await bundleScript('test/support/importer-to-kill.ts')
  const child = spawn(process.execPath, [program, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line)
    if (acknowledged === batches) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return acknowledged
}

describe('a process killed while it imports', () => {
  it('leaves every acknowledged batch whole, and nothing of the others', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'throughline-'))
    const acknowledged = await importUntilKilled(dir, 3)
    const lake = await openLake(dir)
    await openDatasets(lake)
    const count = async (from: Sql) =>
      Number((await lake.query<{ n: string }>(sql`SELECT count() AS n FROM ${from}`))[0]?.n)
    const committed = (await listBatches(lake, 'web')).filter((each) => each.status === 'committed')

    expect(committed.length).toBeGreaterThanOrEqual(acknowledged)
    expect(committed.every(({ read, added }) => read === 101 && added === 100)).toBe(true)
    expect(await count(selectRows({ id: 'web' }))).toBe(100 * committed.length)
    expect(await count(nameTable('web'))).toBe(100 * committed.length)
    expect(await listSkipped(lake, 'web')).toHaveLength(committed.length)

    expect(await count(nameTable('open'))).toBe(100)
    expect((await listBatches(lake, 'open'))[0]).toMatchObject({ batch: 2, status: 'failed' })
    const next = await importRows(lake, 'open', [{ ts: 1, n: 1 }])
    expect(next.batches[0]?.batch).toBe(3)

    await lake.close()
    await rm(dir, { recursive: true, force: true })
  })
})
