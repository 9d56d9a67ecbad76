import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { selectRows } from '../../lake/datasets/rows.ts'
import { ident, literal, sql } from '../../lake/sql.ts'
import { importFiles } from '../index.ts'

let test: TestLake
let dir: string
beforeAll(async () => {
  test = await openTestLake()
  dir = await mkdtemp(join(tmpdir(), 'throughline-times-'))
})
afterAll(async () => {
  await test.close()
  await rm(dir, { recursive: true })
})

/**
 * Files that show 2024-07-01 15:30:00.123999 as `ts`, the day as `day`, 1960-07-01 15:30:00.123999999 as `at`;
 * Arrow: 15:30:00 local, and `at` the instant 15:30Z in Berlin.
 */
const files = {
  'local.parquet':
    'H4sIAAAAAAACAwtwDDIUZREVEBUQvdV+YQGjjSiTKAMDQ/wmQ1dDGTYGUQZRNlE20Y07L25hkxFlEhUAcWUkOGDyCJYFFjFBQQYGBkYmBrVTjDKiLJKqDAKSEkwlxaIMYkxihxjFDjGq2alxkGKaDwMDgyiLKIcoh+jyO0cbeKGuPejLgMulLCA5CGmBxIa77B+zjCgTxGXMKYmVYKfNYhSbxag2iVntCRM+A6COAQXdgcb/f1mgjvl/rOBM4qFrv3EFHUwewbLAIgZ34AE2RNAlliAF3RZWtX8spJgHca+kjwdbcXJGam6iKBuDKIsqAyhGVEV8eoRkdBhAQJRJlQEcFqo8PjlgLSA1iSU5PUIyNmAVYkySMpI2VI1USuOBysEkNo9FjEmNQ2weC4OGl3NOZnK2R35pcapCWWpRcWZ+noKRmZ65npGCRlJpZk6KQqKZoamZsYFxSpqZabKxgXlSSpJFkplZqmWqZXKyqZmxubGJWaJZkoWmpI0MAwMEMXQxMjAEOAYZAgBbYBiZgQMAAA==',
  'instants.parquet':
    'H4sIAAAAAAACAwtwDDIUZREVEBUQvdV+YQGjjSiTKAMDQ/wmQ1dDGTYGUQZRNlE20Y07L25hkxFlEhUAcWUkOGDyCJYFFjFBQQYGBkYmBrVTjDKiLJKqDAKSEkwlxaIMYkxihxjFDjGq2alxkGKaDwMDgyiLKIcoh+jyO0cbeKGuPejLgMulLCA5CGmBxIa77B+zjCgTxGXMKYmVYKfNYhSbxag2iVntCRM+A6COAQXdgcb/f1mgjvl/rOBM4qFrv3EFHUwewbLAIgZ34AE2RNAlliAF3RZWtX8spJgHca+kjwdbcXJGam6iKBuDKIsqAyhGVEV8egRldBhAQJRJlQEcFqo8PjlgLSA1iSU5PYIyNmAVYkySMpI2VI1USuOBysEkNo9FjEmNQ2weC4OGl3NOZnK2R35pcapCWWpRcWZ+noKRmZ65npGCRlJpZk6KQqKZoamZsYFxSpqZabKxgXlSSpJFkplZqmWqZXKyqZmxubGJWaJZkoWmpI0MAwMEMXQxMjAEOAYZAgATIQ/vgQMAAA==',
  'local.arrow':
    'H4sIAAAAAAACA42SwWoCQQyGv9VFhnW0Ay5lH6E3KfgCCj2K4MWzoIdCUbEq7Rv06MFH8QH03gcRT77BtJuZdXWt0Bwmk0ySP/kz7X6/N3gGa609ADFONI/EPGAI0UDCWcoGCIlI0Ci5ubwPIMjjqHBfVEHf85vCu/kjr1zA5R/27vs4WQe53nedP+Uhw9HE1IUBJRyYMz8hrULtrJ+T18nVTEpy3On63YDUSO0va63nPfBaGR83Gn6KY+X72t7GRilWCRguMjxN5PGU77AGvCzn09m42RnP314nMk9CSJWGTKUv5rutvXjPt6qo+N0GPP1y15Y/9ANiRm6nSgIAAA==',
}

async function load(name: keyof typeof files, zone: string): Promise<Record<string, string>> {
  const path = join(dir, name)
  await writeFile(path, gunzipSync(Buffer.from(files[name], 'base64')))
  return read(path, zone, ['ts', 'day', 'at'])
}

async function read(path: string, zone: string, fields: readonly string[]) {
  const dataset = `d${path.length}_${zone.replace('/', '_')}_${Date.now()}`
  const report = await importFiles(test.lake, dataset, [path], { timeZone: zone })
  expect(report).toMatchObject({ skipped: {}, unreadable: {} })
  const texts = fields.map((field) => sql`${literal(field)}, ifNull(toString(${ident(field)}), '')`)
  const maps = texts.map((text) => sql`map(${text})`)
  const all = maps.reduce((left, right) => sql`mapConcat(${left}, ${right})`)
  const [row] = await test.lake.query<{ all: Record<string, string> }>(
    sql`SELECT ${all} AS all FROM ${selectRows({ id: dataset })} ORDER BY _row`,
  )
  return row!.all
}

it.each([
  ['local.parquet', 'Europe/Berlin', '13:30:00.123', '2024-06-30 22:00', '1960-07-01 14:30:00.123'],
  ['local.parquet', 'UTC', '15:30:00.123', '2024-07-01 00:00', '1960-07-01 15:30:00.123'],
  [
    'instants.parquet',
    'Europe/Berlin',
    '15:30:00.123',
    '2024-06-30 22:00',
    '1960-07-01 15:30:00.123',
  ],
  ['local.arrow', 'Europe/Berlin', '13:30:00.000', '2024-06-30 22:00', '2024-07-01 15:30:00.000'],
  [
    'local.arrow',
    'America/New_York',
    '19:30:00.000',
    '2024-07-01 04:00',
    '2024-07-01 15:30:00.000',
  ],
] as const)('%s in %s', async (name, zone, ts, day, at) => {
  expect(await load(name, zone)).toEqual({
    ts: `2024-07-01 ${ts}`,
    day: `${day}:00.000`,
    at,
  })
})

it('times of Avro are instants, its dates days of the zone', async () => {
  const path = join(dir, 'a.avro')
  await test.lake.command(sql`
    INSERT INTO FUNCTION file(${literal(path)}, 'Avro', 'ts DateTime64(6), day Date32')
    SELECT '2024-07-01 15:30:00.123999', '2024-07-01' SETTINGS session_timezone = 'UTC'`)
  expect(await read(path, 'Europe/Berlin', ['ts', 'day'])).toEqual({
    ts: '2024-07-01 15:30:00.123',
    day: '2024-06-30 22:00:00.000',
  })
})
