import { describe, expect, it } from 'vitest'
import {
  compilationOf,
  itemPerRow,
  itemsPerRow,
  sourceOf,
  viewOf,
} from '../../../test/support/items-per-row.ts'
import type { MemoryOptions } from '../../../test/support/memory-source.ts'
import { findWholePeriod } from '../compilation/period.ts'
import { compileDimension } from './dimension.ts'
import { compileMetric, occursOn } from './metric.ts'
import { pathOf } from '../../../test/support/path.ts'

async function dimension(values: readonly unknown[], settings: object, options?: MemoryOptions) {
  const rows = values.map((field) => ({ fields: { field } }))
  const view = viewOf({ dimensions: [{ id: 'd', field: 'field', ...settings }] })
  const c = await compilationOf(sourceOf(rows, options), view)
  const { value } = await compileDimension(c, 'd', findWholePeriod(c))
  return { c, value }
}

async function items(values: readonly unknown[], settings: object, options?: MemoryOptions) {
  const { c, value } = await dimension(values, settings, options)
  return itemPerRow(c, value, values.length)
}

const url = 'https://example.com/store/index.html?cid=campaign#cart'

describe('substring (§3.8)', () => {
  it.each([
    ['Fox,Turtle,Rabbit,Wolf', { method: 'delimiter', delimiter: ',', index: 3 }, 'Rabbit'],
    ['Fox,Turtle', { method: 'delimiter', delimiter: ',', index: 3 }, null],
    ['a,b', { method: 'delimiter', delimiter: ',', from: 'right', index: 1 }, 'b'],
    [url, { method: 'url', part: 'protocol' }, 'https://'],
    [url, { method: 'url', part: 'host' }, 'example.com'],
    [url, { method: 'url', part: 'path' }, 'store/index.html'],
    [url, { method: 'url', part: 'query', parameter: 'cid' }, 'campaign'],
    [url, { method: 'url', part: 'hash' }, 'cart'],
    ['no url', { method: 'url', part: 'host' }, null],
    [' x ', { method: 'trim' }, 'x'],
    ['#x?', { method: 'trim', characters: '#?' }, 'x'],
    ['abcdef', { method: 'left', from: { position: 1 }, to: { position: 3 } }, 'bc'],
    ['abcdef', { method: 'left', from: { position: 1 }, to: { length: 2 } }, 'bc'],
    ['abcdef', { method: 'left', from: { position: 9 } }, null],
    ['abcdef', { method: 'right', from: 'start', to: { length: 2 } }, 'ef'],
    ['a-b-c', { method: 'left', from: { match: '-', index: 2 } }, 'c'],
    ['a-b-c', { method: 'left', from: { match: '-', include: true } }, '-b-c'],
    ['a-b-c', { method: 'left', to: { match: '-', index: 2 } }, 'a-b'],
    ['a-b-c', { method: 'right', to: { match: '-' } }, 'c'],
    ['a-b-c', { method: 'left', from: { match: '-', index: 3 } }, null],
    ['ab12', { method: 'regex', pattern: '([a-z]+)(\\d+)', output: '$2-$1' }, '12-ab'],
    ['AB12', { method: 'regex', pattern: '[a-z]+', output: '$&', caseSensitive: false }, 'AB'],
    ['12', { method: 'regex', pattern: '[a-z]+', output: '$&' }, null],
  ])('%s %j', async (text, substring, expected) => {
    expect(await items([text], { substring })).toEqual([expected])
  })

  it('makes several values of a delimited text', async () => {
    const substring = { method: 'delimiter', delimiter: ',', toArray: true }
    const { c, value } = await dimension(['a,b', 'b', null], { substring })
    expect(await itemsPerRow(c, value, 3)).toEqual([['a', 'b'], ['b'], [null]])
  })

  it('refuses a bad pattern', async () => {
    const substring = { method: 'regex', pattern: '(a', output: '$1' }
    await expect(items(['a'], { substring })).rejects.toMatchObject({
      code: 'regex/invalid',
      path: pathOf('substring.pattern'),
    })
  })
})

describe('lower case, include, exclude, no value (§3.3, §3.5, §3.6)', () => {
  it('groups without regard to case', async () => {
    expect(await items(['Rome', 'ROME', null], { lowercase: true })).toEqual(['rome', 'rome', null])
  })

  it('includes and excludes after lowering', async () => {
    const include = { rules: [{ op: 'starts-with', value: 'r' }] }
    const exclude = { rules: [{ op: 'equals', value: 'riga' }] }
    const settings = { lowercase: true, include, exclude }
    expect(await items(['Rome', 'Riga', 'Oslo'], settings)).toEqual(['rome', null, null])
  })

  it('matches all rules, in any case where told so', async () => {
    const rules = [
      { op: 'contains', value: 'RED' },
      { op: 'not-contains', value: 'Dark' },
    ]
    const include = { match: 'all', caseSensitive: false, rules }
    expect(await items(['red', 'dark red', 'blue'], { include })).toEqual(['red', null, null])
  })

  it('treats no value as a value', async () => {
    const noValue = { label: 'none', mode: 'as-value' }
    expect(await items(['a', null, 'none'], { noValue })).toEqual(['a', 'none', 'none'])
  })
})

describe('numbers and dates as dimensions (§3.4, §3.7)', () => {
  it('keeps the type of numbers', async () => {
    expect(await items([5, null, 1.5], {})).toEqual([5, null, 1.5])
  })

  it('puts numbers into buckets', async () => {
    const found = await items([-1, 5, 9.9, 10, null], { buckets: { at: [5, 10] } })
    expect(found).toEqual(['less than 5', '5 to 10', '5 to 10', '10 or more', null])
  })

  it('drops numbers before bucketing them', async () => {
    const include = { rules: [{ op: 'gte', value: 5 }] }
    expect(await items([4, 5], { include, buckets: { at: [3] } })).toEqual([null, '3 or more'])
  })

  const dates = [Date.parse('2022-08-23T20:20:00Z'), Date.parse('2022-09-01T00:00:00Z'), null]
  const options = { types: { field: 'timestamp' } } as const

  it.each([
    ['day', ['2022-08-23', '2022-09-01', null]],
    ['month', ['2022-08', '2022-09', null]],
    ['minute-of-day', ['20:20', '00:00', null]],
  ])('shows dates by %s', async (granularity, expected) => {
    const format = { type: 'date', granularity }
    expect(await items(dates, { format }, options)).toEqual(expected)
  })

  it('includes whole days', async () => {
    const include = { rules: [{ op: 'eq', value: '2022-08-23' }] }
    expect(await items(dates, { include }, options)).toEqual(['2022-08-23', null, null])
  })
})

it('filters the elements of a metric (§3.5)', async () => {
  const products = [{ revenue: 50 }, { revenue: 25 }]
  const include = { rules: [{ op: 'gte', value: 50 }] }
  const view = viewOf({ metrics: [{ id: 'big', field: 'products.revenue', include }] })
  const c = await compilationOf(sourceOf([{ fields: { products } }]), view)
  const metric = await compileMetric(c, 'big', findWholePeriod(c))
  if (metric.measured.kind !== 'sum') throw new Error('a sum of numbers')
  const value = {
    kind: 'number',
    ref: metric.measured.amount,
    isInstant: false,
    isList: false,
  } as const
  expect(await itemPerRow(c, value, 1)).toEqual([50])
  expect(occursOn(metric)).not.toBeNull()
})
