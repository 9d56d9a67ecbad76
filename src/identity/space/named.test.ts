import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '../../lake/sql.ts'
import { openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { withNamed } from './named.ts'
import { readCodes } from './records.ts'

let opened: TestLake

beforeAll(async () => {
  opened = await openTestLake()
})

afterAll(() => opened.close())

const numbers = sql`SELECT toUInt32(number) AS code FROM numbers(20000)`
const tablesAside = () =>
  opened.lake.query(sql`SELECT name FROM system.tables WHERE name LIKE 'codes\\_%'`)

it.each([0, 1, 1000, 1001, 5000])('%i codes are found, and no others', async (count) => {
  const codes = Uint32Array.from({ length: count }, (_, at) => 3 * at)
  const found = await withNamed(opened.lake, codes, (isNamed) =>
    readCodes(
      opened.lake,
      sql`SELECT code FROM (${numbers}) WHERE ${isNamed(sql`code`)} ORDER BY code`,
    ),
  )
  expect([...found]).toEqual([...codes])
  expect(await tablesAside()).toEqual([])
})

it('all are meant where none are named', async () => {
  const { lake } = opened
  const found = await withNamed(lake, null, (isNamed) =>
    readCodes(lake, sql`SELECT code FROM (${numbers}) WHERE ${isNamed(sql`code`)}`),
  )
  expect(found).toHaveLength(20_000)
})

it('leaves no table behind when the work fails', async () => {
  const work = withNamed(opened.lake, new Uint32Array(2000), () =>
    Promise.reject(new Error('in vain')),
  )
  await expect(work).rejects.toThrow('in vain')
  expect(await tablesAside()).toEqual([])
})
