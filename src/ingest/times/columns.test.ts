import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { selectRows } from '../../lake/datasets/rows.ts'
import { sql } from '../../lake/sql.ts'
import { type ImportOptions, importFiles, importRows, replaySkipped } from '../index.ts'

let test: TestLake
let dir: string
let datasets = 0
beforeAll(async () => {
  test = await openTestLake()
  dir = await mkdtemp(join(tmpdir(), 'throughline-times-'))
})
afterAll(async () => {
  await test.close()
  await rm(dir, { recursive: true })
})

/** Imports a column of times as CSV; a dataset of its own unless one is named. */
async function load(times: readonly string[], options: ImportOptions = {}, id?: string) {
  const dataset = id ?? `d${++datasets}`
  const path = join(dir, `${dataset}.csv`)
  await writeFile(path, ['ts,n', ...times.map((time, n) => `"${time}",${n}`)].join('\n'))
  return importFiles(test.lake, dataset, [path], options)
}

async function instants(dataset: string): Promise<string[]> {
  const rows = await test.lake.query<{ ms: number }>(sql`
    SELECT toFloat64(toUnixTimestamp64Milli(_time)) AS ms FROM ${selectRows({ id: dataset })} ORDER BY _row`)
  return rows.map(({ ms }) => new Date(ms).toISOString().replace(/:00\.000Z$|\.000Z$/, ''))
}

async function read(times: readonly string[], options?: ImportOptions) {
  return instants((await load(times, options)).dataset)
}

describe('the order of day and month', () => {
  it.each([
    [
      ['01/02/2024', '01/03/2024', '01/13/2024'],
      ['2024-01-02T00:00', '2024-01-03T00:00', '2024-01-13T00:00'],
    ],
    [
      ['01/02/2024', '13/02/2024'],
      ['2024-02-01T00:00', '2024-02-13T00:00'],
    ],
    [
      ['1/2/24 3:04', '1/13/24 15:04'],
      ['2024-01-02T03:04', '2024-01-13T15:04'],
    ],
    [
      ['10/02/15 08:29', '10/13/15 08:30'],
      ['2015-10-02T08:29', '2015-10-13T08:30'],
    ],
    [
      ['10/02/15 08:29', '13/02/15 08:30'],
      ['2015-02-10T08:29', '2015-02-13T08:30'],
    ],
    [
      ['17/06/09 20:10', '17/06/10 20:10', '17/06/11 20:10'],
      ['2017-06-09T20:10', '2017-06-10T20:10', '2017-06-11T20:10'],
    ],
    [
      ['24/01/31', '24/02/29', '24/02/15'],
      ['2024-01-31T00:00', '2024-02-29T00:00', '2024-02-15T00:00'],
    ],
    [
      ['01.02.2024', '02.02.2024'],
      ['2024-02-01T00:00', '2024-02-02T00:00'],
    ],
    [
      ['01/01/2024', '02/02/2024'],
      ['2024-01-01T00:00', '2024-02-02T00:00'],
    ],
  ])('%j', async (times, expected) => {
    expect(await read(times)).toEqual(expected)
  })

  it('is asked where every value fits both', async () => {
    await expect(load(['01/02/2024', '03/04/2024'])).rejects.toMatchObject({
      code: 'import/ambiguous',
      path: ['assume'],
      params: {
        readings: ['day-first (2024-02-01 00:00:00.000)', 'month-first (2024-01-02 00:00:00.000)'],
      },
    })
  })

  it('is asked where values contradict each other', async () => {
    await expect(load(['01/13/2024', '13/01/2024'])).rejects.toMatchObject({
      code: 'import/ambiguous',
    })
  })

  it('is answered by an assumption, which the dataset remembers', async () => {
    const { dataset } = await load(['01/02/2024'], { assume: ['month-first'] })
    await load(['03/04/2024'], {}, dataset)
    expect(await instants(dataset)).toEqual(['2024-01-02T00:00', '2024-03-04T00:00'])
    expect(await read(['01/02/2024'], { assume: ['day-first'] })).toEqual(['2024-02-01T00:00'])
  })

  it('is not told otherwise once it is settled, by an answer or by values', async () => {
    const { dataset } = await load(['01/02/2024'], { assume: ['month-first'] })
    const shown = await load(['13/02/2024', '01/02/2024'])
    for (const [id, assume] of [
      [dataset, 'day-first'],
      [shown.dataset, 'month-first'],
    ] as const) {
      await expect(load(['03/04/2024'], { assume: [assume] }, id)).rejects.toMatchObject({
        code: 'dataset/contradicted',
        path: ['assume'],
      })
    }
    const again = await load(['03/04/2024'], { assume: ['month-first'] }, dataset)
    expect(again).toMatchObject({ added: 1 })
  })

  it('is decided by a value behind the rows that formats are guessed from', async () => {
    const times = Array.from({ length: 20_500 }, () => '01/02/2024')
    const { dataset } = await load([...times, '01/13/2024'])
    expect(new Set(await instants(dataset))).toEqual(
      new Set(['2024-01-02T00:00', '2024-01-13T00:00']),
    )
  })

  it('is decided by most values, wherever they lie', async () => {
    const first = Array.from({ length: 20_500 }, (_, k) => (k === 0 ? '13/01/2024' : '01/02/2024'))
    const { dataset, skipped } = await load([...first, '01/13/2024', '01/14/2024'])
    expect(skipped).toEqual({ 'unreadable-time': 1 })
    expect(new Set(await instants(dataset))).toEqual(
      new Set(['2024-01-02T00:00', '2024-01-13T00:00', '2024-01-14T00:00']),
    )
  })

  it('of the dataset holds in later files, unless their values contradict it', async () => {
    const { dataset } = await load(['01/13/2024'])
    await load(['01/02/2024'], {}, dataset)
    const other = await load(['01/02/2024', '13/02/2024'], {}, dataset)
    expect(other.batches[0]?.used.timestampFormat).toBe('day-first')
    const again = await load(['01/02/2024'], { again: true }, dataset)
    expect(again.batches[0]?.used.timestampFormat).toBe('month-first')
    expect(await instants(dataset)).toEqual([
      '2024-01-13T00:00',
      '2024-01-02T00:00',
      '2024-02-01T00:00',
      '2024-02-13T00:00',
      '2024-01-02T00:00',
    ])
  })

  it('of a few rows among clear times is not guessed', async () => {
    const { dataset, skipped } = await load(['2024-01-01', '2024-01-02', '01/02/2024'])
    expect(skipped).toEqual({ 'unreadable-time': 1 })
    expect(await instants(dataset)).toHaveLength(2)
  })

  it('can be told as the format', async () => {
    expect(await read(['01/02/2024'], { timestampFormat: 'month-first' })).toEqual([
      '2024-01-02T00:00',
    ])
    await expect(load(['01/02/2024'], { timestampFormat: 'never' })).rejects.toMatchObject({
      code: 'import/unknown-format',
      path: ['timestampFormat'],
    })
  })
})

describe('numbers', () => {
  it.each([
    [
      ['5000', '1704067200000', '1704067201000'],
      ['1970-01-01T00:00:05', '2024-01-01T00:00', '2024-01-01T00:00:01'],
    ],
    [
      ['1704067200', '5000000000'],
      ['2024-01-01T00:00', '2128-06-11T08:53:20'],
    ],
    [['1704067200123456'], ['2024-01-01T00:00:00.123Z']],
    [['1704067200123456789'], ['2024-01-01T00:00:00.123Z']],
    [
      ['20240102', '20240103'],
      ['2024-01-02T00:00', '2024-01-03T00:00'],
    ],
  ])('%j', async (times, expected) => {
    expect(await read(times)).toEqual(expected)
  })
})

it('takes later files in another clear format, and says so', async () => {
  const { dataset } = await load(['2024-01-02'])
  const later = await load(['Tue, 02 Jan 2024 03:04:05 +0100'], {}, dataset)
  expect(later).toMatchObject({
    added: 1,
    batches: [{ used: { timestampFormat: 'day-month-name' } }],
  })
  const rows = await importRows(test.lake, dataset, [{ ts: 1704067200000, n: 1 }])
  expect(rows.batches[0]?.used.timestampFormat).toBe('epoch-milliseconds')
  expect(await instants(dataset)).toEqual([
    '2024-01-02T00:00',
    '2024-01-02T02:04:05',
    '2024-01-01T00:00',
  ])
})

it('reads zones that texts name', async () => {
  const times = [
    '2024-07-01 15:30 Europe/Berlin',
    '2024-01-01 15:30 America/New_York',
    '2024-07-01 15:30 No/Where',
  ]
  const { dataset, skipped } = await load(times)
  expect(skipped).toEqual({ 'unreadable-time': 1 })
  expect(await instants(dataset)).toEqual(['2024-07-01T13:30', '2024-01-01T20:30'])
})

it('reads rows that were put aside as the dataset reads its files', async () => {
  const { dataset } = await load(['01/13/2024', '13/13/2024'])
  await replaySkipped(test.lake, dataset, { rows: [{ ts: '01/02/2024', n: 5 }] })
  expect(await instants(dataset)).toEqual(['2024-01-13T00:00', '2024-01-02T00:00'])
})

it('judges every column of times', async () => {
  const path = join(dir, 'two.csv')
  await writeFile(path, 'ts,seen\n2024-01-01,01/13/2024\n2024-01-02,01/02/2024\n')
  await importFiles(test.lake, 'two', [path], { schema: { ts: 'timestamp', seen: 'timestamp' } })
  const rows = await test.lake.query<{ seen: string }>(
    sql`SELECT toString(toDate(seen)) AS seen FROM ${selectRows({ id: 'two' })} ORDER BY _row`,
  )
  expect(rows.map(({ seen }) => seen)).toEqual(['2024-01-13', '2024-01-02'])
})
