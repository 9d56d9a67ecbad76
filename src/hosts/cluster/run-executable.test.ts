import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Plan, PlanBuilder } from '../../engine/index.ts'
import { createDataset } from '../../lake/datasets/index.ts'
import { type Journey, loadJourney, refreshJourney } from '../../lake/journey/index.ts'
import { addManyEvents, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { ColumnCache } from '../threads/column-cache.ts'
import { createThreadHost, type ThreadHost } from '../threads/thread-host.ts'
import { installEngine, runExecutable } from './run-executable.ts'

const EVENTS = 200_000

function peopleBy(column: string, size: number): Plan {
  const plan = new PlanBuilder()
  const runs = plan.add({ op: 'persons' })
  plan.aggregate({
    kind: 'group',
    keys: [plan.add({ op: 'column', column })],
    sizes: [size],
    lists: [false],
    mask: null,
    measures: [
      { measure: 'count', mask: null },
      { measure: 'distinct', runs, mask: null },
    ],
  })
  return plan.build()
}

describe('runExecutable', () => {
  let test: TestLake
  let host: ThreadHost
  let journey: Journey

  beforeAll(async () => {
    test = await openTestLake()
    host = createThreadHost({ threads: 2 })
    const outfile = join(test.dir, 'engine.mjs')
    const entry = fileURLToPath(new URL('./executable.ts', import.meta.url))
    const options = { bundle: true, platform: 'node', format: 'esm' } as const
    await build({ entryPoints: [entry], outfile, ...options })
    await installEngine(join(test.dir, 'lake', 'user_scripts'), outfile)
    const fields = { ts: 'timestamp', who: 'string', page: 'string' } as const
    await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
    await addManyEvents(test.lake, 'web', EVENTS)
    const datasets = [{ dataset: 'web', personId: 'who' }]
    const definition = { kind: 'connection', id: 'all', datasets }
    await refreshJourney(test.lake, parseDefinitionAs('connection', definition))
    journey = (await loadJourney(test.lake, 'all'))!
  })
  afterAll(async () => {
    await host.close()
    await test.close()
  })

  it.each([
    ['page', 1001],
    [ownColumns.dataset, 2],
  ])('gives the same as threads, by %s', { timeout: 60_000 }, async (column, size) => {
    const plan = peopleBy(column, size)
    const cache = new ColumnCache(test.lake, 2 ** 28)
    const { blocks } = await cache.lease(journey, [column])
    const inThreads = await host.run(plan, blocks)
    const beside = await runExecutable(test.lake, journey, plan)
    expect(beside.partials).toEqual(inThreads.partials)
    expect(beside.batches).toBeGreaterThan(1)
  })
})
