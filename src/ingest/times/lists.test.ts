import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'
import type { DatasetFields } from '../../model/schema.ts'
import type { ImportOptions } from '../index.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const schema: DatasetFields = {
  id: 'string',
  items: { list: { when: 'timestamp', on: 'date', parts: { list: { at: 'timestamp' } } } },
  seen: { list: 'timestamp' },
}

/** A file with lists of times: `items[].when`, `items[].parts[].at`, `seen[]`. */
function load(times: readonly (readonly string[])[], options: ImportOptions = {}) {
  const lines = times.map((row, id) => {
    const items = row.map((when) => ({ when, on: when, parts: [{ at: when }] }))
    return JSON.stringify({ id: String(id), items, seen: row })
  })
  return importing.load('a.jsonl', lines.join('\n'), { kind: 'lookup', schema, ...options })
}

describe('times in lists', () => {
  it.each([
    ['month first', [['01/02/2024'], ['01/13/2024', '01/03/2024']], ['2024-01-02', '2024-01-13']],
    ['day first', [['01/02/2024'], ['13/02/2024']], ['2024-02-01', '2024-02-13']],
    ['names of months', [['Jan 2, 2024'], ['Jan 13, 2024']], ['2024-01-02', '2024-01-13']],
    ['days before names', [['02/Jan/2024:00:00:00 +0000'], []], ['2024-01-02']],
    ['seconds since 1970', [['1704153600'], ['1705104000']], ['2024-01-02', '2024-01-13']],
    ['short years', [['1/2/24'], ['1/13/24']], ['2024-01-02', '2024-01-13']],
  ])('are read as the column tells: %s', async (_, times, days) => {
    const { report, rows } = await load(times)
    expect(report.unreadable).toEqual({})
    const instants = days.map((day) => `${day} 00:00:00.000`)
    expect(rows.flatMap(({ seen }) => seen)).toEqual(expect.arrayContaining(instants))
    const items = rows.flatMap((row) => row['items'] as object[])
    for (const instant of instants) {
      expect(items).toContainEqual({ when: instant, on: instant, parts: [{ at: instant }] })
    }
  })

  it('are in the zone of the dataset, days in none', async () => {
    const { rows } = await load([['01/13/2024 15:30'], []], { timeZone: 'Europe/Berlin' })
    const at = '2024-01-13 14:30:00.000'
    expect(rows[0]).toMatchObject({
      items: [{ when: at, on: '2024-01-13 00:00:00.000', parts: [{ at }] }],
      seen: [at],
    })
  })

  it('are asked about where day and month stay open, or answered', async () => {
    const open = [['01/02/2024'], ['01/03/2024']]
    await expect(load(open)).rejects.toMatchObject({ code: 'import/ambiguous' })
    const { rows } = await load(open, { assume: ['day-first'] })
    expect(rows[0]).toMatchObject({ items: [{ when: '2024-02-01 00:00:00.000' }] })
  })

  it('are decided by a value behind the rows that formats are guessed from', async () => {
    const many = Array.from({ length: 20_500 }, () => ['01/02/2024'])
    const { report, rows } = await load([...many, ['01/13/2024']])
    expect(report.unreadable).toEqual({})
    expect(rows[0]).toMatchObject({ seen: ['2024-01-02 00:00:00.000'] })
  })

  it('that are none are counted, none of them rolled over', async () => {
    const { report, rows } = await load([['2026-03-00T10:00', '2026-03-01T10:00'], ['never']])
    expect(report.unreadable).toEqual({
      'items.when': 2,
      'items.on': 2,
      'items.parts.at': 2,
      seen: 2,
    })
    expect(rows[0]).toMatchObject({ seen: [null, '2026-03-01 10:00:00.000'] })
  })

  it('may be told by a type, also in the JSON of a column of text', async () => {
    const json = '"{""items"":[{""when"":""01/13/2024"",""n"":1}]}"'
    const text = `id,data\na,${json}\n`
    const told: ImportOptions = {
      kind: 'lookup',
      parseJson: ['data'],
      types: { 'data.items.when': 'timestamp' },
    }
    const { rows } = await importing.load('a.csv', text, told)
    expect(rows).toMatchObject([{ 'data.items': [{ when: '2024-01-13 00:00:00.000', n: 1 }] }])
    const unknown: ImportOptions = { ...told, types: { 'data.items.then': 'timestamp' } }
    await expect(importing.load('a.csv', text, unknown)).rejects.toMatchObject({
      code: 'import/missing-field',
    })
  })
})
