import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import { ask } from '../support/ask.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'

const HOUR_MS = 3_600_000

/** A table of metrics by a derived field: what the documentation shows, through a report. */
async function table(
  events: readonly Omit<MemoryEvent, 'time'>[],
  rules: readonly object[],
  metrics: readonly string[],
) {
  const timed = events.map((event, index) => ({ ...event, time: index * HOUR_MS }))
  const result = await ask<FreeformResult>(
    {
      events: timed,
      view: {
        derivedFields: [{ id: 'derived', rules }],
        dimensions: [{ id: 'derived' }],
        metrics: [{ id: 'count' }],
      },
    },
    {
      kind: 'freeform',
      rows: { dimension: 'derived' },
      columns: metrics.map((metric) => ({ id: metric, metric })),
      noValue: false,
    },
  )
  return Object.fromEntries(
    result.rows.filter(({ item }) => item !== null).map(({ item, values }) => [item, values]),
  )
}

const counts = (values: Readonly<Record<string, number>>) =>
  Object.entries(values).map(([value, count]) => ({ person: 'p', fields: { value, count } }))

const input = { field: 'value' }

describe('tables of the published documentation (§4)', () => {
  it('4-casewhen-3: bookings by the length of the trip', async () => {
    const bookings = [132, 110, 105, 99, 92, 85, 82, 78, 50, 44, 38, 31]
    const events = bookings.map((count, index) => ({
      person: 'p',
      fields: { value: index + 1, count },
    }))
    const upTo = (value: number, name: string) => ({
      when: { input, op: 'lte', value },
      then: { value: name },
    })
    const branches = [upTo(3, 'short'), upTo(7, 'medium')]
    const rules = [{ function: 'case-when', branches, otherwise: { value: 'long' } }]
    expect(await table(events, rules, ['count'])).toEqual({
      medium: [358],
      short: [347],
      long: [241],
    })
  })

  const hotels = { SLC123: 'SLC Downtown', LAX342: 'LA Airport', SFO456: 'Market Street' }
  const views = counts({ SLC123: 200, LAX342: 198, SFO456: 190, AMS789: 150 })
  const named = { 'SLC Downtown': [200], 'LA Airport': [198], 'Market Street': [190] }

  it.each([
    [false, named],
    [true, { ...named, AMS789: [150] }],
  ])('4-classify: original values shown %s', async (showOriginal, expected) => {
    const rules = [{ function: 'classify', input, values: hotels, showOriginal }]
    expect(await table(views, rules, ['count'])).toEqual(expected)
  })

  it('4-lowercase: views of products', async () => {
    const products = counts({
      'Tennis racket': 35,
      'Tennis Racket': 33,
      'tennis racket': 21,
      'Baseball bat': 15,
      'Baseball Bat': 12,
      'baseball bat': 10,
    })
    const expected = { 'tennis racket': [89], 'baseball bat': [37] }
    expect(await table(products, [{ function: 'lowercase', input }], ['count'])).toEqual(expected)
  })

  it('4-dedup-2: one event per tracking code', async () => {
    const codes = ['paid search', 'paid search', 'email', 'email', 'natural search']
    const events = codes.map((value) => ({ person: value, fields: { value } }))
    const rules = [{ function: 'deduplicate', input, scope: 'person' }]
    expect(await table(events, rules, ['events', 'people'])).toEqual({
      'paid search': [1, 1],
      email: [1, 1],
      'natural search': [1, 1],
    })
  })

  it('4-trim: states of stores', async () => {
    const stores = ['CA293842', 'CA423402', 'UT123418', 'UT189021', 'ID028930', 'OR234223']
    const events = stores.map((value) => ({ person: 'p', fields: { value } }))
    const rules = [{ function: 'trim', input, method: 'right', to: { position: 3 } }]
    expect(await table(events, rules, ['events', 'sessions'])).toEqual({
      CA: [2, 2],
      UT: [2, 2],
      ID: [1, 1],
      OR: [1, 1],
    })
  })

  it('4-split: answers of surveys', async () => {
    const surveys = [
      'it was great,made perfect sense,will recommend to others',
      'it was great,somewhat confusing,will recommend to others',
      'it was not great,very confusing,will not recommend to others',
    ]
    const events = surveys.map((value) => ({ person: 'p', fields: { value } }))
    const rules = [{ function: 'split', input, delimiter: ',', toArray: true }]
    expect(await table(events, rules, ['events'])).toEqual({
      'it was great': [2],
      'will recommend to others': [2],
      'made perfect sense': [1],
      'somewhat confusing': [1],
      'it was not great': [1],
      'very confusing': [1],
      'will not recommend to others': [1],
    })
  })
})

describe('derived fields as metrics and in segments', () => {
  const events = [
    { person: 'ann', time: 0, fields: { price: 10, page: 'home' } },
    { person: 'ann', time: 60_000, fields: { price: 30, page: 'cart' } },
    { person: 'bob', time: 0, fields: { price: 5, page: 'home' } },
  ]
  const view = {
    derivedFields: [
      {
        id: 'taxed',
        rules: [{ function: 'math', formula: { op: '*', args: [{ field: 'price' }, 2] } }],
      },
      {
        id: 'spent',
        rules: [
          { function: 'summarize', input: { field: 'price' }, method: 'sum', scope: 'person' },
        ],
      },
    ],
    dimensions: [{ id: 'page' }, { id: 'spent', buckets: { at: [20] } }],
    metrics: [{ id: 'taxed' }],
  }

  it('sums a formula, by buckets of a person’s total', async () => {
    const columns = [
      { id: 'taxed', metric: 'taxed' },
      { id: 'people', metric: 'people' },
    ]
    const request = { kind: 'freeform', rows: { dimension: 'spent' }, columns }
    const result = await ask<FreeformResult>({ events, view }, request)
    expect(result.rows.map(({ item, values }) => [item, ...values])).toEqual([
      ['20 or more', 80, 1],
      ['less than 20', 10, 1],
    ])
  })

  it('keeps events by a derived dimension', async () => {
    const where = { dimension: 'spent', op: 'equals', value: '20 or more' }
    const request = {
      kind: 'freeform',
      rows: { dimension: 'page' },
      columns: [{ id: 'events', metric: 'events' }],
      segments: [{ container: 'event', where }],
    }
    const result = await ask<FreeformResult>({ events, view }, request)
    expect(result.rows.map(({ values }) => values)).toEqual([[1], [1]])
  })

  it('asks the same opposite in a segment and in a rule', async () => {
    const test = { op: 'not-equals', value: 'home' }
    const twoFields = { input: { field: 'price' }, op: 'gte', value: 0 }
    const away = { and: [{ input: { field: 'page' }, ...test }, twoFields] }
    const rules = [{ function: 'case-when', branches: [{ when: away, then: { value: 'away' } }] }]
    const request = {
      kind: 'freeform',
      rows: { dimension: 'away' },
      columns: [{ id: 'events', metric: 'events' }],
      segments: [{ container: 'event', where: { dimension: 'page', ...test } }],
    }
    const result = await ask<FreeformResult>(
      {
        events,
        view: {
          derivedFields: [{ id: 'away', rules }],
          dimensions: [{ id: 'page' }, { id: 'away' }],
        },
      },
      request,
    )
    expect(result.rows.map(({ item, values }) => [item, ...values])).toEqual([['away', 1]])
  })
})
