import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../../../test/support/lake.ts'
import { parseDefinitionAs } from '../../../model/definitions/index.ts'
import { appendRows, createDataset } from '../../datasets/index.ts'
import { ident, sql } from '../../sql.ts'
import { valuesTable } from '../journey.ts'
import { refreshJourney } from '../refresh.ts'
import { dropJourney, loadJourney } from '../state.ts'
import { forgetChecked } from './remembered.ts'

const connection = parseDefinitionAs('connection', {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'who' }],
})

let test: TestLake

beforeAll(async () => {
  test = await openTestLake()
  const fields = { ts: 'timestamp', id: 'string', who: 'string', page: 'string' } as const
  await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', rowId: 'id', fields })
})
afterAll(() => test.close())

let rows = 0

/** Rows of these people, one each, on a page of their own, in the journey. */
async function follow(people: readonly string[]): Promise<void> {
  const made = people.map((who) => ({
    time: Date.UTC(2026, 0, 1) + ++rows,
    values: { id: `row ${rows}`, who, page: `page of ${who}` },
  }))
  const { added } = await appendRows(test.lake, 'web', made)
  expect(added).toBe(people.length)
  await refreshJourney(test.lake, connection, { fewestSifted: 1 })
}

/** How many texts the dictionaries have, and how many of them twice. */
async function countTexts(): Promise<readonly [number, number]> {
  const journey = await loadJourney(test.lake, 'all')
  const [found] = await test.lake.query<{ all: number; twice: number }>(sql`
    SELECT toUInt32(count()) AS all, toUInt32(countIf(n > 1)) AS twice FROM (
      SELECT count() AS n FROM ${ident(valuesTable(journey!))} WHERE value NOT LIKE 'row %'
      GROUP BY field, value)`)
  return [found!.all, found!.twice]
}

const people = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, nth) => `person ${from + nth}`)

it('texts have one code each, whatever is remembered of them', async () => {
  await follow(people(0, 10))
  await follow(people(5, 20))
  await follow(people(0, 25))
  expect(await countTexts()).toEqual([3 * 25, 0])
  forgetChecked(test.lake, 'all')
  await follow(people(20, 30))
  await follow(people(0, 40))
  await follow(people(0, 50))
  expect(await countTexts()).toEqual([3 * 50, 0])
  expect(await loadJourney(test.lake, 'all')).toMatchObject({ persons: 50, events: rows })
  await dropJourney(test.lake, 'all')
  await follow(people(45, 60))
  await follow(people(0, 70))
  expect(await countTexts()).toEqual([3 * 70, 0])
  expect(await loadJourney(test.lake, 'all')).toMatchObject({ persons: 70, events: rows })
})
