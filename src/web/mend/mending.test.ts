import { describe, expect, it } from 'vitest'
import {
  type AsideRow,
  cellText,
  columnsOf,
  countFound,
  mendRow,
  RAW,
  setCells,
} from './mending.ts'

const row = (key: string, values: AsideRow['values'], raw = ''): AsideRow => ({
  key,
  name: key,
  reason: 'unreadable-time',
  raw,
  values,
  surplus: [],
})

const rows = [
  row('a', { ts: '31-02-2026', n: 7, items: '[{"sku":"x"}]', note: null }),
  row('b', { ts: '30-02-2026', n: 12.5, constructor: 'k' }),
  row('c', null, '{"ts":"2026'),
]
const none = () => false

describe('mending', () => {
  it('has every column once, and cells as texts', () => {
    expect(columnsOf(rows)).toEqual(['ts', 'n', 'items', 'note', 'constructor'])
    expect(['ts', 'n', 'note', 'constructor'].map((name) => cellText(rows[0]!, name, {}))).toEqual([
      '31-02-2026',
      '7',
      '',
      '',
    ])
    expect(cellText(rows[2]!, RAW, {})).toBe('{"ts":"2026')
  })

  it('changes a column of many rows, and forgets what is as it was', () => {
    expect(countFound(rows, 'ts', {}, '-02-')).toBe(2)
    const edits = setCells({}, rows, 'ts', (text) => text.replaceAll('-02-', '-03-'))
    expect(edits).toEqual({ a: { ts: '31-03-2026' }, b: { ts: '30-03-2026' } })
    expect(setCells(edits, [rows[0]!], 'ts', () => '31-02-2026')).toEqual({
      b: { ts: '30-03-2026' },
    })
    expect(setCells({}, rows, RAW, () => 'x')).toEqual({ c: { [RAW]: 'x' } })
  })

  it('sends what was no text as what it is, and texts as they are', () => {
    expect(mendRow(rows[0]!, {}, none)).toEqual({ key: 'a' })
    const edits = { a: { ts: '2026-03-01', n: '8', note: '' }, b: { n: 'twelve' } }
    expect(mendRow(rows[0]!, edits, (column) => column === 'items').value).toEqual({
      ts: '2026-03-01',
      n: 8,
      items: [{ sku: 'x' }],
      note: null,
    })
    expect(mendRow(rows[0]!, edits, none).value).toMatchObject({ items: '[{"sku":"x"}]' })
    expect(mendRow(rows[1]!, edits, none).value).toMatchObject({ n: 'twelve', constructor: 'k' })
    const long = { b: { n: '12345678901234567890' } }
    expect(mendRow(rows[1]!, long, none).value).toMatchObject({ n: '12345678901234567890' })
  })

  it('takes the text of a row that tells no values, once it does', () => {
    expect(mendRow(rows[2]!, { c: { [RAW]: '{"ts":1}' } }, none)).toEqual({
      key: 'c',
      value: { ts: 1 },
    })
    expect(() => mendRow(rows[2]!, { c: { [RAW]: '{"ts"' } }, none)).toThrow(SyntaxError)
  })
})
