import { afterAll, beforeAll, expect, it } from 'vitest'
import { addManyEvents, openTestLake, type TestLake } from '../../../../test/support/lake.ts'
import { parseDefinitionAs } from '../../../model/definitions/index.ts'
import { createDataset } from '../../datasets/index.ts'
import { ident, sql } from '../../sql.ts'
import { type Journey, journeyTable, listTables } from '../journey.ts'
import { refreshJourney } from '../refresh.ts'
import { dropJourney, dropLeftovers, loadJourney } from '../state.ts'
import { clonePublished, dropDrafts, nameDraft } from './clone.ts'

const connection = parseDefinitionAs('connection', {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'who' }],
})

let test: TestLake

beforeAll(async () => {
  test = await openTestLake()
  const fields = { ts: 'timestamp', who: 'string', page: 'string' } as const
  await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
  await addManyEvents(test.lake, 'web', 100)
  await refreshJourney(test.lake, connection)
})
afterAll(() => test.close())

const clone = () => clonePublished(test.lake, 'all', nameDraft('all', 'w1', 'before'))

async function countEvents(journey: Journey): Promise<number> {
  const [row] = await test.lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${ident(journeyTable(journey))}`,
  )
  return row!.rows
}

async function listJourneyTables(): Promise<readonly string[]> {
  const rows = await test.lake.query<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE name LIKE 'journey:%' ORDER BY name`,
  )
  return rows.map(({ name }) => name)
}

it('a copy stays as it is when the journey goes on', async () => {
  const { published, copy } = await clone()
  await addManyEvents(test.lake, 'web', 50)
  await refreshJourney(test.lake, connection)
  expect([await countEvents(published), await countEvents(copy)]).toEqual([150, 100])
  await dropDrafts(test.lake, 'all', 'w1')
  const journey = (await loadJourney(test.lake, 'all'))!
  expect(await listJourneyTables()).toEqual([...listTables(journey)].toSorted())
})

it('a copy of a process that was killed is dropped at the next start', async () => {
  await clone()
  await dropLeftovers(test.lake)
  const journey = (await loadJourney(test.lake, 'all'))!
  expect(await listJourneyTables()).toEqual([...listTables(journey)].toSorted())
  expect(await countEvents(journey)).toBe(150)
})

it('there is none of what is not built', async () => {
  await dropJourney(test.lake, 'all')
  await expect(clone()).rejects.toMatchObject({ code: 'connection/not-built' })
})
