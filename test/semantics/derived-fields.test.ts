import { describe, expect, it } from 'vitest'
import { column, type Row, type World } from '../support/ask.ts'

const rows: Row[] = [
  ['2024-01-01T10:00', { url: 'https://shop.com/?cid=em_1', tags: 'red,blue' }],
  ['2024-01-01T10:01', { url: 'https://shop.com/cart', tags: 'red', revenue: 10 }],
  ['2024-01-03T10:00', { url: 'https://shop.com/?cid=ds_2' }],
  ['2024-01-03T10:01', { url: 'https://shop.com/cart', revenue: 20 }],
]
const channel = {
  id: 'channel',
  rules: [
    { function: 'url-parse', id: 'cid', input: { field: 'url' }, part: 'query', parameter: 'cid' },
    {
      function: 'case-when',
      branches: [
        {
          when: { input: { rule: 'cid' }, op: 'starts-with', value: 'em_' },
          then: { value: 'Email' },
        },
        {
          when: { input: { rule: 'cid' }, op: 'starts-with', value: 'ds_' },
          then: { value: 'Display' },
        },
      ],
    },
  ],
}
const tag = {
  id: 'tag',
  rules: [{ function: 'split', input: { field: 'tags' }, delimiter: ',', toArray: true }],
}
const size = {
  id: 'size',
  rules: [
    {
      function: 'summarize',
      id: 'sum',
      input: { field: 'revenue' },
      method: 'sum',
      scope: 'person',
    },
    {
      function: 'case-when',
      branches: [
        { when: { input: { rule: 'sum' }, op: 'lt', value: 25 }, then: { value: 'Small' } },
      ],
      otherwise: { value: 'Large' },
    },
  ],
}
const world = (
  dimensions: readonly object[],
  derivedFields: readonly object[] = [channel, tag, size],
): World => ({
  rows,
  view: {
    derivedFields,
    dimensions,
    metrics: [{ id: 'revenue' }, { id: 'seen', field: 'channel' }],
  },
})

describe('derived fields are fields (§4, §0.4)', () => {
  it('persist', async () => {
    const dimensions = [{ id: 'channel', persistence: { expiration: { type: 'session' } } }]
    expect(await column(world(dimensions), 'channel', 'revenue')).toEqual({
      Display: 20,
      Email: 10,
      Total: 30,
    })
  })

  it('are attributed', async () => {
    const columns = [
      { metric: 'revenue', attribution: { model: 'first-touch', container: 'person' } },
    ]
    const found = await column(world([{ id: 'channel' }]), 'channel', 'revenue', { columns })
    expect(found).toEqual({ Email: 30, Total: 30 })
  })

  it('are transformed and filtered like others', async () => {
    const exclude = { rules: [{ op: 'equals', value: 'email' }] }
    const dimensions = [
      { id: 'channel', lowercase: true, exclude, noValue: { label: 'none', mode: 'as-value' } },
    ]
    expect(await column(world(dimensions), 'channel', 'events')).toEqual({
      none: 3,
      display: 1,
      Total: 4,
    })
  })

  it('are counted and segmented', async () => {
    const segments = [
      { container: 'session', where: { dimension: 'channel', op: 'equals', value: 'Email' } },
    ]
    expect(await column(world([{ id: 'channel' }]), 'day', 'seen', { segments })).toEqual({
      '2024-01-01': 1,
      Total: 1,
    })
  })

  it('may be lists, whose total is not counted twice', async () => {
    expect(await column(world([{ id: 'tag' }]), 'tag', 'events', { noValue: false })).toEqual({
      red: 2,
      blue: 1,
      Total: 4,
    })
    const segments = [
      { container: 'event', where: { dimension: 'tag', op: 'equals', value: 'red' } },
    ]
    expect(await column(world([{ id: 'tag' }]), 'tag', 'revenue', { segments })).toEqual({
      red: 10,
      Total: 10,
    })
  })

  it('look over a person’s whole history', async () => {
    const dateRange = { start: '2024-01-03', end: '2024-01-04' }
    expect(await column(world([{ id: 'size' }]), 'size', 'revenue', { dateRange })).toEqual({
      Large: 20,
      Total: 20,
    })
  })

  it('read other derived fields', async () => {
    const deep = {
      id: 'deep',
      rules: [
        { function: 'concatenate', inputs: [{ field: 'channel' }, { value: 'x' }], delimiter: '-' },
      ],
    }
    const found = await column(world([{ id: 'deep' }], [channel, deep]), 'deep', 'events', {
      noValue: false,
    })
    expect(found).toMatchObject({ 'Email-x': 1, 'Display-x': 1 })
  })

  it('but not themselves', async () => {
    const a = { id: 'a', rules: [{ function: 'lowercase', input: { field: 'b' } }] }
    const b = { id: 'b', rules: [{ function: 'lowercase', input: { field: 'a' } }] }
    await expect(column(world([{ id: 'a' }], [a, b]), 'a', 'events')).rejects.toMatchObject({
      code: 'definition/cycle',
    })
  })
})
