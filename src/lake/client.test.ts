import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LakeClient } from './client.ts'
import { connectLake } from './connect-lake.ts'
import { openLake } from './open-lake.ts'
import { compile, ident, join as joined, sql, value } from './sql.ts'

describe('sql', () => {
  it('keeps values out of the text and quotes names', () => {
    const where = sql`a = ${value("x' OR 1", 'String')}`
    const statement = sql`SELECT ${ident('a.`b')} FROM t WHERE ${where}`
    expect(compile(statement)).toEqual({
      text: 'SELECT `a.\\`b` FROM t WHERE a = {p0:String}',
      params: { p0: "x' OR 1" },
    })
  })

  it('joins fragments', () => {
    expect(compile(joined([sql`1`, sql`2`, sql`3`])).text).toBe('1, 2, 3')
  })
})

const serverUrl = process.env['THROUGHLINE_TEST_CLICKHOUSE']

describe.each([
  { kind: 'embedded', skip: false },
  { kind: 'server (needs THROUGHLINE_TEST_CLICKHOUSE)', skip: serverUrl === undefined },
])('lake client, $kind', ({ kind, skip }) => {
  describe.skipIf(skip)('answers', () => {
    let lake: LakeClient
    let dir: string
    const table = `client_test_${process.pid}`

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'throughline-'))
      lake = kind === 'embedded' ? await openLake(dir) : await connectLake({ url: serverUrl ?? '' })
    })
    afterAll(async () => {
      await lake.command(sql`DROP TABLE IF EXISTS ${ident(table)}`)
      await lake.close()
      await rm(dir, { recursive: true, force: true })
    })

    it('makes a table, takes bytes, gives rows', async () => {
      await lake.command(
        sql`CREATE TABLE ${ident(table)} (a UInt64, ${ident('b.c')} Nullable(String)) ENGINE = MergeTree ORDER BY a`,
      )
      const payload = new TextEncoder().encode('{"a":1,"b.c":"x\\ny"}\n{"a":2}\n')
      await lake.insertBytes(table, 'JSONEachRow', payload)
      await lake.insertBytes(table, 'CSV', new TextEncoder().encode('3\n'), ['a'])
      const rows = await lake.query(sql`SELECT * FROM ${ident(table)} ORDER BY a`)
      expect(rows).toEqual([
        { a: '1', 'b.c': 'x\ny' },
        { a: '2', 'b.c': null },
        { a: '3', 'b.c': null },
      ])
      expect(await lake.query(sql`SELECT 1 AS n WHERE 0`)).toEqual([])
    })

    it('gives bytes in a format', async () => {
      const bytes = await lake.bytes(sql`SELECT ${value([1, 2], 'Array(UInt8)')} AS a`, 'CSV')
      expect(new TextDecoder().decode(bytes)).toBe('"[1,2]"\n')
    })

    it('reports what ClickHouse refuses', async () => {
      await expect(lake.query(sql`SELECT nowhere`)).rejects.toMatchObject({
        name: 'LakeError',
        retry: 'never',
      })
      expect(await lake.query(sql`SELECT 1 AS n`)).toEqual([{ n: 1 }])
    })
  })
})
