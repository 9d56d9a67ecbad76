import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { openLake } from '../open-lake.ts'
import { createDataset, openDatasets } from '../datasets/index.ts'
import { ident, sql } from '../sql.ts'
import { type Journey, journeyTable } from './journey.ts'
import { addManyEvents, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { refreshJourney } from './refresh.ts'
import { rowsInState } from './rows.ts'
import { dropLeftovers, loadJourney } from './state.ts'
import { bundleScript } from '../../../test/support/bundle-script.ts'

const BATCH = 200_000

/** Milliseconds after the start of a refresh at which its process is killed. */
const kills = [10, 90, 200, 300]

const definition = {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'who' }],
}
const connection = parseDefinitionAs('connection', definition)

async function killedRefresh(dir: string, afterMs: number): Promise<void> {
  const file = await bundleScript('test/support/refresh-in-child.ts')
  const args = [file, dir, JSON.stringify(definition)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), ended])
  await sleep(afterMs)
  child.kill('SIGKILL')
  await ended
}

async function countRows(lake: LakeClient, journey: Journey): Promise<number> {
  const [row] = await lake.query<{ rows: number }>(sql`
    SELECT toFloat64(count()) AS rows FROM ${ident(journeyTable(journey))}
    WHERE ${rowsInState(journey)}`)
  return row!.rows
}

describe('a refresh that is killed', () => {
  let test: TestLake
  let lake: LakeClient

  beforeAll(async () => {
    test = await openTestLake()
    const fields = { ts: 'timestamp', who: 'string', page: 'string' } as const
    await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
    await addManyEvents(test.lake, 'web', BATCH)
    await refreshJourney(test.lake, connection)
    await addManyEvents(test.lake, 'web', BATCH)
    await test.lake.close()
  })
  afterAll(async () => {
    await rm(test.dir, { recursive: true })
  })

  it.each(kills)('after %i ms leaves the old or the new state', { timeout: 60_000 }, async (ms) => {
    await killedRefresh(test.dir, ms)
    lake = await openLake(test.dir)
    const journey = await loadJourney(lake, 'all')
    expect([BATCH, 2 * BATCH]).toContain(journey!.events)
    expect(await countRows(lake, journey!)).toBe(journey!.events)
    await lake.close()
  })

  it('is made good by the next', { timeout: 60_000 }, async () => {
    lake = await openLake(test.dir)
    await openDatasets(lake)
    await dropLeftovers(lake)
    await refreshJourney(lake, connection)
    const journey = await loadJourney(lake, 'all')
    expect(journey).toMatchObject({ events: 2 * BATCH, persons: (2 * BATCH) / 10 })
    expect(await countRows(lake, journey!)).toBe(2 * BATCH)
    await lake.close()
  })
})
