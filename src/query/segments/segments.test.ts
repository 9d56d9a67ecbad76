import { describe, expect, it } from 'vitest'
import {
  type SelectedEventsOptions,
  findSelectedEvents,
  type WorldEvent,
} from '../../../test/support/selected-events.ts'
import type { SegmentContainer } from '../../model/conditions.ts'
import { type OperandValue, type OperatorName, stringOperators } from '../../model/operators.ts'
import { createMemorySource } from '../../../test/support/memory-source.ts'
import { dataView } from '../../model/definitions/data-view.ts'
import type { GroupPartial } from '../../engine/index.ts'
import { compileDimension } from '../components/dimension.ts'
import { compileMetric } from '../components/metric.ts'
import { indexDefinitions } from '../compilation/definitions.ts'
import { startCompilation } from '../components/start-compilation.ts'
import { findWholePeriod } from '../compilation/period.ts'
import { compileSegmentMasks } from './compile.ts'
import { limitMetricToElements } from '../components/selections.ts'
import { describeSegment } from './describe.ts'
import { previewSegment } from '../previews/segment.ts'
import { stringOperatorDefinitions, testText } from '../operators/string-operators.ts'
import { pathOf } from '../../../test/support/path.ts'

const minute = 60_000
const hour = 60 * minute

/** `ann 0 page=Home revenue=5`: person, minute, fields. */
function world(...lines: readonly string[]): WorldEvent[] {
  return lines.map((line) => {
    const [person = '', at = '0', ...fields] = line.split(' ')
    const entries = fields.map((field) => {
      const [key = '', text = ''] = field.split('=')
      const number = Number(text)
      return [key, text === '' || Number.isNaN(number) ? text : number]
    })
    return {
      person,
      time: Number(at) * minute,
      fields: Object.fromEntries(entries) as object,
    } as WorldEvent
  })
}

const shop = world(
  'ann 0 page=Home',
  'ann 1 page=Cart revenue=5',
  'ann 100 page=Home revenue=20',
  'bob 0 page=Help',
  'bob 1 page=Home',
  'cat 0',
  'cat 500 page=Cart revenue=7',
)

const kept = (
  where: SegmentContainer['where'],
  container: string,
  options?: SelectedEventsOptions,
) => findSelectedEvents(shop, { container, where }, options)

const page = (value: string) => ({ dimension: 'page', op: 'equals' as const, value })

describe('operators on texts', () => {
  for (const op of stringOperators) {
    it(`${op}: its examples`, () => {
      for (const { operand, holds, fails } of stringOperatorDefinitions[op].examples) {
        for (const text of holds) expect([text, testText(op, text, operand)]).toEqual([text, true])
        for (const text of fails) expect([text, testText(op, text, operand)]).toEqual([text, false])
      }
    })
  }

  it('hold without a value only as opposites', () => {
    const holding = stringOperators.filter((op) => testText(op, null, 'a'))
    expect(holding).toEqual(stringOperators.filter((op) => op.startsWith('not-')))
  })
})

describe('containers', () => {
  it('keep events, sessions or persons', async () => {
    expect(await kept(page('Cart'), 'event')).toEqual([1, 6])
    expect(await kept(page('Cart'), 'session')).toEqual([0, 1, 6])
    expect(await kept(page('Cart'), 'person')).toEqual([0, 1, 2, 5, 6])
  })

  it('let different events fulfil their rules', async () => {
    const both = { and: [page('Home'), page('Cart')] }
    expect(await kept(both, 'event')).toEqual([])
    expect(await kept(both, 'session')).toEqual([0, 1])
    expect(await kept({ container: 'event', where: both }, 'person')).toEqual([])
  })

  it('exclude their complement', async () => {
    const noCart = { container: 'person', exclude: true, where: page('Cart') }
    expect(await findSelectedEvents(shop, noCart)).toEqual([3, 4])
    const noSession = { container: 'session', exclude: true, where: page('Cart') }
    expect(await kept(noSession, 'person')).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(await findSelectedEvents(shop, noSession)).toEqual([2, 3, 4, 5])
  })

  it('are tested on the range expanded to whole sessions, or on everything', async () => {
    const range = [100 * minute, 600 * minute] as const
    expect(await kept(page('Cart'), 'person', { range })).toEqual([6])
    const all = { container: 'person', where: page('Cart'), window: 'all' } as const
    expect(await findSelectedEvents(shop, all, { range })).toEqual([2, 6])
    const cut = { range: [minute, 600 * minute] } as const
    expect(await kept(page('Help'), 'person', cut)).toEqual([4])
  })
})

describe('rules', () => {
  it('opposites hold for events without a value', async () => {
    expect(await kept({ dimension: 'page', op: 'not-equals', value: 'Home' }, 'event')).toEqual([
      1, 3, 5, 6,
    ])
    expect(await kept({ dimension: 'page', op: 'not-exists' }, 'event')).toEqual([5])
  })

  it('metrics count as 0 where they do not occur', async () => {
    const revenue = (op: 'gt' | 'lt' | 'neq', value: number) => ({ metric: 'revenue', op, value })
    const view = { dimensions: [{ id: 'page' }], metrics: [{ id: 'revenue' }] }
    expect(await kept(revenue('gt', 6), 'event', { view })).toEqual([2, 6])
    expect(await kept(revenue('lt', 6), 'event', { view })).toEqual([0, 1, 3, 4, 5])
    expect(await kept(revenue('neq', 0), 'event', { view })).toEqual([1, 2, 6])
    expect(await kept(revenue('gt', 24), 'person', { view })).toEqual([0, 1, 2])
    expect(await kept({ metric: 'revenue', op: 'not-exists' }, 'person', { view })).toEqual([3, 4])
    expect(await kept({ metric: 'sessions', op: 'eq', value: 2 }, 'person')).toEqual([
      0, 1, 2, 5, 6,
    ])
  })

  it('compare dimensions that are numbers or instants; texts have no order', async () => {
    const events: WorldEvent[] = [
      {
        person: 'ann',
        time: 0,
        fields: { age: 30, born: Date.UTC(1994, 1, 3), size: '9', vip: true },
      },
      {
        person: 'bob',
        time: 0,
        fields: { age: 41, born: Date.UTC(1983, 0, 1), size: '10', vip: false },
      },
      { person: 'cat', time: 0, fields: { age: null, born: null, size: null, vip: null } },
    ]
    const options = {
      types: { born: 'timestamp' },
      view: { dimensions: ['age', 'born', 'size', 'vip'].map((id) => ({ id })), metrics: [] },
    } as const
    const test = (dimension: string, op: OperatorName, value: OperandValue) =>
      findSelectedEvents(events, { container: 'event', where: { dimension, op, value } }, options)
    expect(await test('age', 'gt', 30)).toEqual([1])
    expect(await test('age', 'neq', 30)).toEqual([1, 2])
    expect(await test('age', 'equals', 30)).toEqual([0])
    expect(await test('age', 'equals-any', [30, '41'])).toEqual([0, 1])
    expect(await test('born', 'lt', '1990-01-01')).toEqual([1])
    expect(await test('born', 'gte', '1983-01-01T00:00:00Z')).toEqual([0, 1])
    await expect(test('size', 'lt', 10)).rejects.toMatchObject({
      code: 'request/unknown-operator',
      path: pathOf('segment.where.op'),
    })
    expect(await test('vip', 'equals', true)).toEqual([0])
    expect(await test('vip', 'not-equals', true)).toEqual([1, 2])
  })

  it('count distinct items', async () => {
    const pages = (op: 'gte', value: number) => ({
      dimension: 'page',
      distinctCount: { op, value },
    })
    expect(await kept(pages('gte', 2), 'session')).toEqual([0, 1, 3, 4])
    expect(await kept(pages('gte', 1), 'event')).toEqual([0, 1, 2, 3, 4, 6])
  })

  it('date ranges read beyond the report', async () => {
    const range = [8 * hour, 24 * hour] as const
    const before = { dateRange: { start: '1970-01-01T00:00Z', end: '1970-01-01T01:00Z' } }
    const nothing = { container: 'event', where: { and: [page('Home'), before] } }
    expect(await kept(nothing, 'person', { range })).toEqual([])
    expect(await kept(before, 'person', { range })).toEqual([6])
    const home = {
      container: 'event',
      where: { and: [{ dimension: 'page', op: 'not-exists' as const }, before] },
    }
    expect(await kept(home, 'person', { range })).toEqual([6])
  })

  it('tell instances from repeated values', async () => {
    const pages = ['Women', 'Men', 'Women', '', 'Checkout', 'Women', 'Home']
    const events = world(...pages.map((value, i) => `ann ${i} page=${value}`))
    const view = {
      dimensions: [{ id: 'page', persistence: { allocation: 'most-recent' } }],
      metrics: [],
    }
    const match = (kind: 'repeating' | 'instance' | 'non-repeating-instance') =>
      findSelectedEvents(
        events,
        { container: 'event', where: { ...page('Women'), match: kind } },
        { view },
      )
    expect(await match('repeating')).toEqual([0, 2, 3, 5])
    expect(await match('instance')).toEqual([0, 2, 5])
    expect(await match('non-repeating-instance')).toEqual([0, 2, 5])
  })

  it('refer to other segments, never in a circle', async () => {
    const segment = (id: string, where: SegmentContainer['where']) =>
      ({ kind: 'segment', id, definition: { container: 'person', where } }) as const
    const definitions = [
      segment('buyers', page('Cart')),
      segment('a', { segment: 'b' }),
      segment('b', { not: { segment: 'a' } }),
    ]
    expect(await kept({ segment: 'buyers' }, 'event', { definitions })).toEqual([0, 1, 2, 5, 6])
    expect(await findSelectedEvents(shop, 'buyers', { definitions })).toEqual([0, 1, 2, 5, 6])
    await expect(findSelectedEvents(shop, 'a', { definitions })).rejects.toMatchObject({
      code: 'definition/cycle',
      params: { cycle: ['a', 'b', 'a'] },
    })
    await expect(kept({ and: [page('Home'), { segment: 'x' }] }, 'event')).rejects.toMatchObject({
      code: 'definition/unknown-reference',
      path: pathOf('segment.where.and[1].segment'),
    })
  })
})

describe('sequences', () => {
  const steps = (...pages: readonly string[]) => pages.map(page)

  it('need a step that is not excluded', async () => {
    const nothing = { sequence: [{ step: page('Home'), exclude: true }] }
    await expect(kept(nothing, 'person')).rejects.toMatchObject({
      code: 'definition/invalid',
      path: pathOf('segment.where.sequence'),
    })
  })

  it('take different events, in order', async () => {
    expect(await kept({ sequence: steps('Home', 'Cart') }, 'person')).toEqual([0, 1, 2])
    expect(await kept({ sequence: steps('Home', 'Home') }, 'session')).toEqual([])
    expect(await kept({ sequence: steps('Home', 'Home') }, 'person')).toEqual([0, 1, 2])
  })

  it('flatten a sequence among the steps', async () => {
    const nested = { sequence: [page('Home'), { sequence: steps('Cart', 'Home') }] }
    expect(await kept(nested, 'person')).toEqual([0, 1, 2])
  })

  it('take sessions as steps, later ones only', async () => {
    const session = (name: string) => ({ container: 'session', where: page(name) })
    const sessions = (...names: readonly string[]) => ({ sequence: names.map(session) })
    expect(await kept(sessions('Home', 'Home'), 'person')).toEqual([0, 1, 2])
    expect(await kept(sessions('Home', 'Cart'), 'person')).toEqual([])
  })

  it('choose any events that satisfy the limits', async () => {
    const events = world('ann 0 page=A', 'ann 20 page=A', 'ann 25 page=B')
    const where = (limit: object) => ({ sequence: [page('A'), { step: page('B'), ...limit }] })
    const people = async (limit: object) =>
      (await findSelectedEvents(events, { container: 'person', where: where(limit) })).length
    expect(await people({ within: { minutes: 5 } })).toBe(3)
    expect(await people({ within: { minutes: 4 } })).toBe(0)
    expect(await people({ after: { minutes: 25 } })).toBe(3)
    expect(await people({ after: { minutes: 10 }, within: { minutes: 24 } })).toBe(0)
    expect(await people({ after: { minutes: 10 }, within: { minutes: 25 } })).toBe(3)
  })
})

describe('sub-event containers', () => {
  const orders: WorldEvent[] = [
    {
      person: 'ann',
      time: 0,
      fields: {
        items: [
          { sku: 'a', price: 1 },
          { sku: 'b', price: 9 },
        ],
      },
    },
    { person: 'ann', time: 1, fields: { items: [{ sku: 'a', price: 9 }] } },
    { person: 'bob', time: 2, fields: { items: [] } },
    { person: 'bob', time: 3, fields: { items: [{ sku: 'c', price: null }] } },
  ]
  const view = {
    dimensions: [{ id: 'sku', field: 'items.sku' }],
    metrics: [{ id: 'price', field: 'items.price' }],
  }
  const sku = (value: string) => ({ dimension: 'sku', op: 'equals' as const, value })
  const dear = { metric: 'price', op: 'gt' as const, value: 5 }
  const items = (where: SegmentContainer['where'], rest: object = {}) =>
    findSelectedEvents(orders, { container: 'items', where, ...rest }, { view })

  it('ask their rules of one element', async () => {
    expect(await items({ and: [sku('a'), dear] })).toEqual([1])
    expect(await items({ or: [sku('c'), dear] })).toEqual([0, 1, 3])
    const nested = { container: 'items', where: { and: [sku('b'), dear] } }
    expect(
      await findSelectedEvents(orders, { container: 'person', where: nested }, { view }),
    ).toEqual([0, 1])
  })

  it('exclude elements, never keep events without any', async () => {
    expect(await items(sku('a'), { exclude: true })).toEqual([0, 3])
    expect(await items({ not: { or: [sku('a'), sku('b')] } })).toEqual([3])
  })

  it('ask other rules of the event', async () => {
    const second = { metric: 'events', op: 'exists' as const }
    expect(await items({ and: [second, sku('c')] })).toEqual([3])
    await expect(
      findSelectedEvents(orders, { container: 'itmes', where: sku('a') }, { view }),
    ).rejects.toMatchObject({
      code: 'definition/invalid',
      path: pathOf('segment.container'),
    })
  })
})

describe('describing', () => {
  it('says a segment in words', () => {
    const where = {
      and: [
        { dimension: 'page', op: 'equals' as const, value: 'Home' },
        {
          container: 'session',
          exclude: true,
          where: { metric: 'revenue', op: 'gte' as const, value: 5 },
        },
        {
          sequence: [
            page('A'),
            { step: page('B'), exclude: true },
            { group: [page('C'), page('D')], within: { minutes: 1 } },
          ],
        },
      ],
    }
    const id = (text: string) => text
    const plainNames = { dimension: id, metric: id, segment: id, dateRange: id, timeZone: 'UTC' }
    expect(describeSegment({ container: 'person', where }, plainNames)).toBe(
      'events of persons with: page equals “Home” and no session where revenue is at least 5 and ' +
        'page equals “A”, then without page equals “B”, then (in any order: page equals “C”; page equals “D”) within 1 minute',
    )
  })
})

describe('previews', () => {
  it('compare a segment with its data view', async () => {
    const source = createMemorySource(shop)
    const settings = { kind: 'data-view', id: 'main', connection: 'all' }
    const context = {
      source,
      dataView: dataView.parse(settings),
      definitions: indexDefinitions([]),
      now: 0,
    }
    const buyers = { container: 'person', where: page('Cart') }
    const range = { start: '1970-01-01', end: '1970-01-02' }
    expect(await previewSegment(context, buyers, range)).toEqual({
      kept: { people: 2, sessions: 4, events: 5 },
      total: { people: 3, sessions: 5, events: 7 },
      share: { people: 2 / 3, sessions: 4 / 5, events: 5 / 7 },
    })
  })
})

describe('kept elements', () => {
  it('narrow the metrics and dimensions of their list', async () => {
    const items = [
      { sku: 'a', price: 1 },
      { sku: 'b', price: 9 },
      { sku: 'a', price: null },
    ]
    const source = createMemorySource([{ person: 'ann', time: 0, fields: { items } }])
    const settings = {
      dimensions: [{ id: 'sku', field: 'items.sku' }],
      metrics: [
        { id: 'price', field: 'items.price' },
        { id: 'skus', field: 'items.sku' },
      ],
    }
    const view = dataView.parse({ kind: 'data-view', id: 'main', connection: 'all', ...settings })
    const c = await startCompilation(source, view, indexDefinitions([]), 0)
    const period = findWholePeriod(c)
    const where = { dimension: 'sku', op: 'equals' as const, value: 'a' }
    const { elements } = await compileSegmentMasks(c, { container: 'items', where }, period)
    const { value } = await compileDimension(c, 'sku', period)
    const sums = []
    for (const id of ['price', 'skus']) {
      const { measured } = await compileMetric(c, id, period)
      const narrowed = limitMetricToElements(c, measured, elements)
      if (narrowed.kind === 'sum')
        sums.push({ measure: 'sum', input: narrowed.amount, mask: narrowed.mask } as const)
    }
    c.plan.aggregate({ kind: 'group', keys: [], sizes: [], lists: [], mask: null, measures: sums })
    const count = { measure: 'count', mask: null } as const
    const keys = { keys: [value.ref], sizes: [value.domain.size], lists: [true] }
    const only = elements.map(({ ref }) => ref)
    c.plan.aggregate({ kind: 'group', ...keys, elements: only, mask: null, measures: [count] })
    const [totals, rows] = (await source.run(c.plan.build())).partials as GroupPartial[]
    expect(totals!.values.map((column) => column[0])).toEqual([1, 2])
    expect([...rows!.keys![0]!].map((code) => value.domain.item(code))).toEqual(['a'])
  })
})
