import { describe, expect, it } from 'vitest'
import { column, type Row, type World } from '../support/ask.ts'

const is = (page: string, match?: string) => ({
  dimension: 'page',
  op: 'equals',
  value: page,
  ...(match ? { match } : {}),
})
const letters = (text: string): Row[] =>
  [...text].map((page, i): Row => [`2024-01-01T10:${String(i).padStart(2, '0')}`, { page }])
const kept = async (text: string, definition: object) => {
  const found = await column({ rows: letters(text) }, 'minute', 'events', {
    segments: [definition],
  })
  const pages = Object.keys(found).filter((item) => item !== 'Total')
  return pages.map((minute) => text[Number(minute.slice(-2))]).join('')
}
const steps = (...sequence: object[]) => ({ sequence })
const person = (where: object, more: object = {}) => ({ container: 'person', where, ...more })

describe('sequences (§5.4)', () => {
  it.each([
    [{ after: { hours: 3 }, within: { minutes: 90 } }],
    [{ after: { weeks: 5 }, within: { months: 1 } }],
    [{ after: { events: 3 }, within: { events: 2 } }],
  ])('that nothing can fulfil are refused: %j', async (limits) => {
    const definition = person(steps(is('A'), { step: is('B'), ...limits }))
    await expect(kept('AB', definition)).rejects.toMatchObject({
      code: 'definition/invalid',
      path: ['segments', 0, 'where', 'sequence', 1],
    })
  })

  it.each([
    ['ABCDEF', 'everyone', 'ABCDEF'],
    ['ABCDEF', 'before', 'AB'],
    ['ABCDEF', 'after', 'DEF'],
    ['ABCDBCDE', 'before', 'ABCDB'],
    ['ABCDBCDE', 'after', 'DBCDE'],
  ])('B then D on %s keeps %s: %s', async (text, keep, expected) => {
    expect(await kept(text, person({ ...steps(is('B'), is('D')), keep }))).toBe(expected)
  })

  it.each([
    [
      'exclude between',
      [is('A'), { step: is('B'), exclude: true }, is('C')],
      ['AC', 'AXC', 'ABACX'],
      ['ABC'],
    ],
    ['exclude first', [{ step: is('B'), exclude: true }, is('C')], ['AC', 'CB'], ['BC', 'ABC']],
    ['exclude last', [is('A'), { step: is('B'), exclude: true }], ['A', 'BA'], ['AB']],
    [
      'within minutes',
      [is('A'), { step: is('B'), within: { minutes: 2 } }],
      ['AB', 'AXB'],
      ['AXXB'],
    ],
    ['after minutes', [is('A'), { step: is('B'), after: { minutes: 2 } }], ['AXB', 'AXXB'], ['AB']],
    [
      'between',
      [is('A'), { step: is('B'), after: { minutes: 2 }, within: { minutes: 3 } }],
      ['AXB', 'AXXB'],
      ['AB', 'AXXXB'],
    ],
    ['within events', [is('A'), { step: is('B'), within: { events: 1 } }], ['AB'], ['AXB']],
    [
      'within pages',
      [is('A'), { step: is('B'), within: { dimension: 'page', count: 1 } }],
      ['AB'],
      ['AXB'],
    ],
    [
      'a logic group',
      [is('A'), { group: [is('B'), is('C')] }, is('D')],
      ['ABCD', 'ACBD'],
      ['ABD', 'BACD', 'ABDC'],
    ],
    ['any of two', [{ or: [is('A'), is('B')] }, is('C')], ['AC', 'BC'], ['CA']],
    ['the same step twice', [is('A'), is('A')], ['AA', 'AXA'], ['A', 'AX']],
  ])('%s', async (_, sequence, yes, no) => {
    for (const text of yes) expect(await kept(text, person({ sequence }))).toBe(text)
    for (const text of no) expect(await kept(text, person({ sequence }))).toBe('')
  })
})

describe('containers in each other (§5.1)', () => {
  const rows: Row[] = [
    ['2024-01-01T10:00', { page: 'Home', revenue: 5 }],
    ['2024-01-01T10:01', { page: 'Cart' }],
    ['2024-01-02T10:00', { page: 'Home' }],
    ['2024-01-02T10:00', { page: 'Home', revenue: 70 }, 'bob'],
    ['2024-01-03T10:00', { page: 'Cart' }, 'bob'],
  ]
  const view = { dimensions: [{ id: 'page' }], metrics: [{ id: 'revenue' }] }
  const definitions = [
    {
      kind: 'segment',
      id: 'home',
      dataView: 'v',
      definition: { container: 'event', where: is('Home') },
    },
  ]
  const world: World = { rows, view, definitions }
  const session = (where: object, exclude = false) => ({ container: 'session', where, exclude })

  it.each([
    ['both pages of a person', person({ and: [is('Home'), is('Cart')] }), { ann: 3, bob: 2 }],
    ['both pages in one session', person(session({ and: [is('Home'), is('Cart')] })), { ann: 3 }],
    ['both in a session, only these', session({ and: [is('Home'), is('Cart')] }), { ann: 2 }],
    [
      'two sessions, each with its page',
      person({ and: [session(is('Home')), session(is('Cart'))] }),
      { ann: 3, bob: 2 },
    ],
    ['without such sessions', session({ and: [is('Home'), is('Cart')] }, true), { ann: 1, bob: 2 }],
    [
      'a person without such a session',
      person(session({ and: [is('Home'), is('Cart')] }, true)),
      { ann: 3, bob: 2 },
    ],
    ['not', person({ not: session({ and: [is('Home'), is('Cart')] }) }), { bob: 2 }],
    ['a metric of the person', person({ metric: 'revenue', op: 'gt', value: 5 }), { bob: 2 }],
    [
      'a metric of the session',
      session({ metric: 'revenue', op: 'gt', value: 0 }),
      { ann: 2, bob: 1 },
    ],
    [
      'distinct pages',
      session({ dimension: 'page', distinctCount: { op: 'gte', value: 2 } }),
      { ann: 2 },
    ],
    ['another segment', session({ and: [{ segment: 'home' }, is('Cart')] }), { ann: 2 }],
    [
      'session starts',
      { container: 'event', where: { metric: 'session-starts', op: 'exists' } },
      { ann: 2, bob: 2 },
    ],
    ['sessions in a row', person(steps(session(is('Home')), session(is('Cart')))), { bob: 2 }],
  ])('%s', async (_, segment, expected) => {
    const found = await column(world, 'person-id', 'events', { segments: [segment] })
    const total = Object.values(expected).reduce((a: number, b) => a + (b ?? 0), 0)
    expect(found).toEqual({ ...expected, Total: total })
  })

  it('is tested on whole sessions at the edge of the range', async () => {
    const night: World = {
      rows: [
        ['2024-01-01T23:55', { page: 'Ad' }],
        ['2024-01-02T00:05', { page: 'Home' }],
      ],
    }
    const dateRange = { start: '2024-01-02', end: '2024-01-03' }
    const asked = (container: string) =>
      column(night, 'page', 'events', { dateRange, segments: [{ container, where: is('Ad') }] })
    expect(await asked('session')).toEqual({ Home: 1, Total: 1 })
    expect(await asked('person')).toEqual({ Home: 1, Total: 1 })
    expect(await asked('event')).toEqual({ Total: 0 })
  })
})

it('instance and non-repeating instance (§5.3)', async () => {
  const pages = ['Women', 'Men', 'Women', undefined, 'Checkout', 'Women', 'Home']
  const world: World = {
    rows: pages.map((page, i) => [`2024-01-01T10:0${i}`, page ? { page } : {}]),
    view: { dimensions: [{ id: 'page', persistence: {} }] },
  }
  const minutes = async (match: string) => {
    const segments = [{ container: 'event', where: is('Women', match) }]
    const found = await column(world, 'minute', 'events', { segments })
    return Object.keys(found)
      .filter((key) => key !== 'Total')
      .map((minute) => Number(minute.slice(-1)) + 1)
  }
  expect(await minutes('repeating')).toEqual([1, 3, 4, 6])
  expect(await minutes('instance')).toEqual([1, 3, 6])
  expect(await minutes('non-repeating-instance')).toEqual([1, 3, 6])
})
