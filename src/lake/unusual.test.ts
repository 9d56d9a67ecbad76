import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../test/support/lake.ts'
import { sql, value } from './sql.ts'
import { isUnusual, usualOf } from './unusual.ts'

let test: TestLake

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

/** What is usual among counts, and which of them are unusual. */
async function judge(counts: readonly number[]) {
  const all = sql`SELECT arrayJoin(${value(counts, 'Array(UInt64)')}) AS n`
  const [found] = await test.lake.query<{ usual: number; unusual: number[] }>(sql`
    WITH (SELECT ${usualOf(sql`n`)} FROM (${all})) AS _usual
    SELECT toFloat64(_usual) AS usual, arraySort(groupArrayIf(toFloat64(n), ${isUnusual(sql`n`, sql`_usual`)})) AS unusual
    FROM (${all})`)
  return found
}

const fifty = Array.from({ length: 50 }, (_, n) => 1 + (n % 3))

describe('what is far above all but a few', () => {
  it.each([
    ['is no family', [...fifty, 4000, 8], 3, [4000]],
    ['is judged by its like', Array.from({ length: 20 }, () => 40), 40, []],
    ['is found among few', [11, 500, 10], 1, [11, 500]],
    [
      'is not judged by itself: three do not count',
      [1, 1, 2, 2, 3, 3, 3, 15, 16, 40, 80],
      15,
      [80],
    ],
    [
      'may be more than three in thousands',
      [...Array(4996).fill(2), 60, 60, 60, 60],
      2,
      [60, 60, 60, 60],
    ],
    ['may be none', [], 1, []],
  ])('%s', async (_, counts, usual, unusual) => {
    expect(await judge(counts)).toEqual({ usual, unusual })
  })
})
