import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { openLake } from '../open-lake.ts'
import { createDataset } from '../datasets/index.ts'
import { addManyEvents, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { refreshJourney } from './refresh.ts'
import { dropJourney, loadJourney } from './state.ts'

describe('the state of an embedded lake', () => {
  const connection = parseDefinitionAs('connection', {
    kind: 'connection',
    id: 'all',
    datasets: [{ dataset: 'web', personId: 'who' }],
  })
  let test: TestLake
  let lake: LakeClient
  let queries = 0

  beforeAll(async () => {
    test = await openTestLake()
    const fields = { ts: 'timestamp', who: 'string', page: 'string' } as const
    await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
    lake = test.lake
    const query = lake.query.bind(lake)
    lake.query = async <Row>(...args: Parameters<LakeClient['query']>) => {
      queries += 1
      return query<Row>(...args)
    }
  })
  afterAll(() => test.close())

  it('is seen by whoever asks after a change, and read only then', async () => {
    expect(await loadJourney(lake, 'all')).toBeNull()
    for (const events of [10, 20]) {
      await addManyEvents(lake, 'web', 10)
      await refreshJourney(lake, connection)
      expect(await loadJourney(lake, 'all')).toMatchObject({ events })
    }
    const before = queries
    const first = await loadJourney(lake, 'all')
    expect(await loadJourney(lake, 'all')).toBe(first)
    expect(queries).toBe(before)
  })

  it('is the published one whenever it is asked during a refresh', async () => {
    await addManyEvents(lake, 'web', 10)
    let isDone = false
    const refreshing = refreshJourney(lake, connection).finally(() => {
      isDone = true
    })
    const seen = new Set<number>()
    while (!isDone) {
      seen.add((await loadJourney(lake, 'all'))!.events)
      await turn()
    }
    await refreshing
    seen.add((await loadJourney(lake, 'all'))!.events)
    expect([...seen]).toEqual([20, 30])
  })

  it('is gone when it was dropped; what is built then is not taken for it', async () => {
    const before = await loadJourney(lake, 'all')
    await dropJourney(lake, 'all')
    expect(await loadJourney(lake, 'all')).toBeNull()
    await refreshJourney(lake, connection)
    const after = await loadJourney(lake, 'all')
    expect(after!.generation).toBeGreaterThan(before!.generation)
  })

  it('is found by a lake that is opened anew', async () => {
    await lake.close()
    const again = await openLake(test.dir)
    expect(await loadJourney(again, 'all')).toMatchObject({ events: 30 })
    await again.close()
  })
})
