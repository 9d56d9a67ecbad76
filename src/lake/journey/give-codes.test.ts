import { afterAll, beforeAll, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { createDataset, identColumn } from '../datasets/index.ts'
import { compile, ident, join, type Sql, sql } from '../sql.ts'
import { withCodes, type Texts } from './give-codes.ts'
import { type Journey, nameTables, valuesTable } from './journey.ts'
import { refreshJourney } from './refresh.ts'
import { loadJourney } from './state.ts'

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

const connect = (dataset: string) =>
  parseDefinitionAs('connection', {
    kind: 'connection',
    id: dataset,
    datasets: [{ dataset, personId: 'who' }],
  })

it('a refresh of hundreds of fields takes as many statements and parameters as one of a few', async () => {
  const { lake } = test
  const count = async (id: string, width: number) => {
    const names = Array.from({ length: width }, (_, index) => `f${index}`)
    const texts = Object.fromEntries(names.map((name) => [name, 'string'] as const))
    const fields = { ts: 'timestamp', who: 'string', ...texts } as const
    await createDataset(lake, { id, type: 'event', timestamp: 'ts', fields })
    const row = Object.fromEntries(names.map((name) => [name, `value of ${name}`]))
    const counts = { statements: 0, parameters: 0 }
    const counted = (statement: Sql) => {
      counts.statements += 1
      counts.parameters += Object.keys(compile(statement).params).length
      return statement
    }
    const counting = Object.create(lake, {
      command: { value: (statement: Sql) => lake.command(counted(statement)) },
      query: { value: (statement: Sql) => lake.query(counted(statement)) },
    })
    for (const who of ['ann', 'bob']) {
      await addBatch(lake, id, [{ ...row, who, ts: '2026-01-01 00:00:00' }])
      await refreshJourney(counting, connect(id))
    }
    return counts
  }
  // The first of all makes tables that all have.
  await count('first', 1)
  expect(await count('wide', 600)).toEqual(await count('narrow', 2))
})

it('texts get the same codes, one dictionary at a time and all at once, known ones looked for or all read', async () => {
  const { lake } = test
  const fields = {
    ts: 'timestamp',
    who: 'string',
    page: 'string',
    tags: { list: 'string' },
  } as const
  await createDataset(lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
  const rows = [
    { who: 'ann', page: 'Home', tags: ['b', 'a', null, ''] },
    { who: 'bob', page: null, tags: [] },
    { who: 'ann', page: 'Cart', tags: ['c'] },
  ]
  await addBatch(
    lake,
    'web',
    rows.map((row) => ({ ...row, ts: '2026-01-01 00:00:00' })),
  )
  await refreshJourney(lake, connect('web'))
  const journey = (await loadJourney(lake, 'web'))!
  await addBatch(lake, 'web', [
    { who: 'cid', page: 'Pay', tags: ['d', 'a'], ts: '2026-01-01 00:00:00' },
  ])
  const from = sql`FROM dataset_web WHERE 1`
  const texts: Texts[] = [
    { field: 1, text: sql`ifNull(${identColumn('page')}, '')`, isList: false },
    { field: 2, text: sql`arrayMap(t -> ifNull(t, ''), ${identColumn('tags')})`, isList: true },
  ]
  const answers = []
  for (const [generation, count] of [0, 10, 1e9].entries()) {
    const tables = nameTables('web', 90 + generation)
    const copy: Journey = { ...journey, tables }
    await lake.command(
      sql`CREATE TABLE ${ident(valuesTable(copy))} AS ${ident(valuesTable(journey))}`,
    )
    await lake.command(
      sql`INSERT INTO ${ident(valuesTable(copy))} VALUES (1, 1, 'Cart'), (2, 1, 'a')`,
    )
    answers.push(
      await withCodes(lake, copy, texts, { from, count }, ({ prelude, coderOf }) => {
        const page = coderOf(1)(texts[0]!.text)
        const tags = sql`arrayMap(t -> ${coderOf(2)(sql`ifNull(t, '')`)}, tags)`
        return lake.query(
          sql`${prelude} SELECT ${join([sql`${page} AS page`, sql`${tags} AS tags`])} ${from} ORDER BY _row`,
        )
      }),
    )
  }
  expect(answers[0]).toEqual([
    { page: 2, tags: [2, 1, 0, 0] },
    { page: 0, tags: [] },
    { page: 1, tags: [3] },
    { page: 3, tags: [4, 1] },
  ])
  expect(answers.slice(1)).toEqual([answers[0], answers[0]])
})

it('a large dictionary, which is looked up in memory, gives the codes that it has; nothing is left of it', async () => {
  const { lake } = test
  const journey = (await loadJourney(lake, 'web'))!
  const copy: Journey = { ...journey, tables: nameTables('web', 99) }
  const table = ident(valuesTable(copy))
  await lake.command(sql`CREATE TABLE ${table} AS ${ident(valuesTable(journey))}`)
  await lake.command(sql`
    INSERT INTO ${table} SELECT 1, toUInt32(number + 1), concat('v', toString(number)) FROM numbers(150000)
    UNION ALL SELECT 2, toUInt32(number + 1), concat('v', toString(number)) FROM numbers(10)`)
  const from = sql`FROM (
    SELECT number, concat('v', toString(number * 7001)) AS page FROM numbers(30)) WHERE 1`
  const texts: Texts[] = [1, 2].map((field) => ({ field, text: sql`page`, isList: false }))
  const asked = await withCodes(lake, copy, texts, { from, count: 2_000_000 }, (coding) => {
    expect([1, 2].map((field) => coding.isLookup(field))).toEqual([true, false])
    return lake.query<{ page: string; one: number; two: number }>(sql`
      SELECT page, ${coding.coderOf(1)(sql`page`)} AS one, ${coding.coderOf(2)(sql`page`)} AS two,
        ${coding.coderOf(1)(sql`''`)} AS none ${from} ORDER BY number`)
  })
  const known = await lake.query<{ field: number; code: number; value: string }>(sql`
    SELECT field, code, value FROM ${table}`)
  const codes = new Map(known.map(({ field, code, value }) => [`${field} ${value}`, code]))
  expect(codes.size).toBe(known.length)
  expect(asked).toHaveLength(30)
  for (const { page, ...rest } of asked) {
    const [one, two] = [1, 2].map((field) => codes.get(`${field} ${page}`))
    expect({ page, ...rest }).toEqual({ page, one, two, none: 0 })
    expect(one).toBeGreaterThan(0)
  }
  expect(await lake.query(sql`SELECT name FROM system.tables WHERE name LIKE 'lookup%'`)).toEqual(
    [],
  )
})
