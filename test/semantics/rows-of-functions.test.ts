import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type Row, table, type World } from '../support/ask.ts'

const k = (item: string | undefined, x: number, batch = 1): Row[] => {
  const fields = { k: item, x: x || undefined }
  return [['2026-03-01T10:00', { ...fields, batch }, `p ${item}`]]
}
const view = { dimensions: [{ id: 'k' }], metrics: [{ id: 'x' }] }
const fruit: World = {
  rows: [...k('apple', 10), ...k('zebra', 7), ...k(undefined, 1), ...k('banana', 100, 2)],
  view,
}
const abc: World = { rows: [...k('A', 4), ...k('B', 2), ...k('C', 0)], view }
const formula = (text: string) => ({ formula: text })
const x = { metric: 'x' }

const cellsOf = async (world: World, request: object) => {
  const { Total: _, ...cells } = await table(world, { rows: { dimension: 'k' }, ...request })
  return cells
}

describe('functions of all rows see them in the order of the table (§6)', () => {
  const columns = [formula('cumulative(0, x)'), x]

  it('whatever it is sorted by', async () => {
    const by = (sort: object) => cellsOf(fruit, { columns, noValue: false, sort })
    expect(await by({ dimension: 'k' })).toEqual({
      apple: [10, 10],
      banana: [110, 100],
      zebra: [117, 7],
    })
    expect(await by({ column: 'c2', direction: 'desc' })).toEqual({
      banana: [100, 100],
      apple: [110, 10],
      zebra: [117, 7],
    })
    expect(await by({ dimension: 'k', direction: 'desc' })).toEqual({
      zebra: [7, 7],
      banana: [107, 100],
      apple: [117, 10],
    })
  })

  it('by the other sorts and the items where it is sorted by what depends on the order', async () => {
    const sort = { column: 'c1', direction: 'desc' }
    const found = (await ask(fruit, {
      kind: 'freeform',
      rows: { dimension: 'k' },
      columns: [formula('cumulative(0, x)')],
      noValue: false,
      sort,
    })) as FreeformResult
    expect(found.rows.map(({ item, values }) => [item, ...values])).toEqual([
      ['zebra', 117],
      ['banana', 110],
      ['apple', 10],
    ])
    const plain = await cellsOf(fruit, { columns: [formula('cumulative(0, x)')], noValue: false })
    expect(plain).toEqual({ apple: [10], banana: [110], zebra: [117] })
  })

  it('with the first row as control of a lift that has none', async () => {
    const rows = [...k('A', 2), ...k('B', 3), ...k(undefined, 8)]
    const request = { columns: [formula('lift(x, people)'), x], noValue: false }
    const by = (sort: object) => cellsOf({ rows, view }, { ...request, sort })
    expect(await by({ dimension: 'k' })).toEqual({ A: [null, 2], B: [0.5, 3] })
    expect(await by({ column: 'c2' })).toEqual({ A: [-0.33, 2], B: [null, 3] })
  })

  it('in a change between two of them, too', async () => {
    const change = { change: { from: 'c1', to: 'c2' } }
    const running = [formula('cumulative(0, x)'), formula('cumulative(0, 2 * x)'), change]
    const request = { columns: running, sort: { dimension: 'k' }, noValue: false }
    expect(await cellsOf(fruit, request)).toMatchObject({ zebra: [117, 234, 1] })
  })
})

describe('functions of all rows see every item with an event in scope (§6)', () => {
  const events = { metric: 'events' }
  const mean = formula('mean(x, include zeros)')

  it('whatever other columns show', async () => {
    expect(await cellsOf(abc, { columns: [mean] })).toEqual({ A: [2], B: [2] })
    expect(await cellsOf(abc, { columns: [mean, events] })).toEqual({
      A: [2, 1],
      B: [2, 1],
      C: [2, 1],
    })
  })

  it('zeros included where a function has no switch for them', async () => {
    const of = async (text: string) => {
      const cells = await cellsOf(abc, { columns: [formula(text), events] })
      return ['A', 'B', 'C'].map((item) => cells[item]![0])
    }
    expect(await of('z-score(x)')).toEqual([1.22, 0, -1.22])
    expect(await of('t-score(x)')).toEqual([1.22, 0, -1.22])
    expect(await of('row-count()')).toEqual([3, 3, 3])
    expect(await of('mean(x)')).toEqual([3, 3, 3])
    expect(await of('count(x)')).toEqual([2, 2, 2])
    expect(await of('count(x, include zeros)')).toEqual([3, 3, 3])
    expect(await of('linear-regression-slope(x, 2 * x + 1)')).toEqual([2, 2, 2])
  })

  it('however few rows a page or a search shows', async () => {
    const request = { columns: [formula('row-count()'), mean] }
    expect(await cellsOf(abc, { ...request, limit: 1 })).toEqual({ A: [3, 2] })
    const search = { op: 'equals', value: 'b' }
    expect(await cellsOf(abc, { ...request, search })).toEqual({ B: [3, 2] })
  })

  it('without what segments, other ranges and parents leave out', async () => {
    const notC = { container: 'event', where: { dimension: 'k', op: 'not-equals', value: 'C' } }
    const columns = [formula('row-count()')]
    expect(await cellsOf(abc, { columns, segments: [notC] })).toEqual({ A: [2], B: [2] })
    const dateRange = { start: '2026-04-01', end: '2026-05-01' }
    expect(await cellsOf(abc, { columns, dateRange })).toEqual({})
    const where = [{ dimension: 'day', item: '2026-03-01' }]
    expect(await cellsOf(abc, { columns, where })).toMatchObject({ C: [3] })
    const segmented = [{ ...formula('row-count()'), segments: [notC] }]
    expect(await cellsOf(abc, { columns: segmented })).toEqual({ A: [3], B: [3] })
  })

  it('without no value where it is hidden', async () => {
    const columns = [formula('column-sum(x)'), formula('row-count()')]
    const shown = await cellsOf(fruit, { columns })
    expect(shown).toMatchObject({ apple: [118, 4] })
    expect(await cellsOf(fruit, { columns, noValue: false })).toMatchObject({ apple: [117, 3] })
    const hidden = { ...view, dimensions: [{ id: 'k', noValue: { mode: 'hide' } }] }
    expect(await cellsOf({ ...fruit, view: hidden }, { columns })).toMatchObject({
      apple: [117, 3],
    })
  })

  it('with what has credit', async () => {
    const world: World = {
      rows: [
        ['2026-02-20', { k: 'early' }],
        ['2026-03-02', { k: 'late' }],
        ['2026-03-03', { x: 6 }],
      ],
      view,
    }
    const attribution = { model: 'first-touch', container: 'person', lookback: { days: 30 } }
    const columns = [{ ...formula('column-sum(x)'), attribution }, formula('row-count()')]
    const dateRange = { start: '2026-03-01', end: '2026-04-01' }
    expect(await cellsOf(world, { columns, dateRange, noValue: false })).toEqual({
      early: [6, 1],
      late: [6, 1],
    })
  })
})

describe('functions of all rows see every period of the range (§6)', () => {
  const world: World = {
    rows: [
      ['2026-03-01', { x: 10 }],
      ['2026-03-04', { x: 40 }],
    ],
    view: { metrics: [{ id: 'x' }] },
  }
  const dateRange = { start: '2026-03-01', end: '2026-03-05' }
  const columns = [
    formula('mean(x, include zeros)'),
    formula('cumulative(2, x, include zeros)'),
    formula('row-count()'),
    formula('cumulative(2, x)'),
  ]
  const last = async (request: object) => {
    const days = { rows: { dimension: 'day' }, dateRange, columns, ...request }
    return (await table(world, days))['2026-03-04']
  }

  it('also those without an event', async () => {
    expect(await last({})).toEqual([12.5, 40, 4, 50])
  })

  it('with anomalies, other columns and other ranges beside them', async () => {
    const watched = columns.map((column) => ({ ...column, anomalies: true }))
    expect(await last({ columns: watched })).toEqual([12.5, 40, 4, 50])
    const more = { metric: 'events', dateRange: { start: '2026-02-01', end: '2026-03-05' } }
    expect((await last({ columns: [...columns, more] }))!.slice(0, 4)).toEqual([12.5, 40, 4, 50])
    const own = columns.map((column) => ({ ...column, dateRange }))
    const early = { dateRange: { start: '2026-02-01', end: '2026-02-03' } }
    const aligned = { columns: own, ...early }
    expect((await table(world, { rows: { dimension: 'day' }, ...aligned }))['2026-02-04']).toEqual([
      12.5, 40, 4, 50,
    ])
  })

  it('of parts of a cycle those that the range has', async () => {
    const hours = { rows: { dimension: 'hour-of-day' }, columns: [formula('row-count()')] }
    expect(await table(world, { ...hours, dateRange })).toMatchObject({ 12: [24] })
    const noon = { start: '2026-03-01T10:00', end: '2026-03-01T14:00' }
    expect(await table(world, { ...hours, dateRange: noon })).toMatchObject({ 12: [4] })
  })
})

describe('fixed rows are what functions of all rows see (§6)', () => {
  const functions = [x, formula('column-sum(x)'), formula('row-count()')]

  it('items', async () => {
    const found = (await ask(abc, {
      kind: 'freeform',
      rows: { dimension: 'k', items: ['B'] },
      columns: [...functions, { metric: 'people' }],
      statistics: ['sum', 'count', 'mean'],
    })) as FreeformResult
    expect(found.rows).toEqual([{ item: 'B', values: [2, 2, 1, 1] }])
    expect(found.filteredTotals).toEqual([2, 2, 1, 1])
    expect(found.totals).toEqual([6, 2, 1, 3])
    expect(found.statistics).toMatchObject({ sum: [2, 2, 1, 1], count: [1, 1, 1, 1] })
  })

  it('items in their order, also those without events', async () => {
    const rows = { dimension: 'k', items: ['C', 'B', 'nobody', 'A'] }
    const columns = [formula('cumulative(0, x)'), formula('row-count()'), formula('x / events')]
    expect(await table(abc, { rows, columns })).toEqual({
      C: [0, 4, 0],
      B: [2, 4, 2],
      nobody: [2, 4, null],
      A: [6, 4, 4],
      Total: [6, 4, 2],
    })
  })

  it('days that the range does not have', async () => {
    const rows = { dimension: 'day', items: ['2026-03-01', '2026-04-01'] }
    const dateRange = { start: '2026-03-01', end: '2026-03-02' }
    const columns = [x, formula('row-count()')]
    expect(await table(abc, { rows, columns, dateRange })).toEqual({
      '2026-03-01': [6, 2],
      '2026-04-01': [0, 2],
      Total: [6, 2],
    })
  })

  it('segments and date ranges, in the order of the table', async () => {
    const on = (value: string) => ({
      container: 'event',
      where: { dimension: 'k', op: 'equals', value },
    })
    const rows = { segments: [on('B'), on('A'), on('C')] }
    const columns = [formula('cumulative(0, x)'), x, formula('row-count()')]
    expect(await table(abc, { rows, columns })).toMatchObject({
      'Segment 1': [2, 2, 3],
      'Segment 2': [6, 4, 3],
      'Segment 3': [6, 0, 3],
    })
    const sorted = await table(abc, { rows, columns, sort: { column: 'c2' } })
    expect(sorted).toMatchObject({ 'Segment 2': [4, 4, 3], 'Segment 1': [6, 2, 3] })
  })
})

describe('laws of functions of all rows', () => {
  const texts = [
    'mean(x)',
    'mean(x, include zeros)',
    'cumulative(2, x)',
    'cumulative(0, x, include zeros)',
    'cumulative-average(0, x)',
    'z-score(x)',
    'row-count()',
    'lift(x, people)',
    'linear-regression-slope(x, events)',
  ]
  const columns = texts.map(formula)
  const rows = fc.array(
    fc
      .record({
        person: fc.constantFrom('ann', 'bob'),
        day: fc.integer({ min: 1, max: 6 }),
        k: fc.constantFrom(undefined, 'A', 'B', 'C', 'D'),
        x: fc.constantFrom(undefined, undefined, 1, 4),
      })
      .map(({ person, day, ...fields }): Row => [`2026-03-0${day}`, fields, person]),
    { minLength: 1, maxLength: 12 },
  )
  const known: Row[] = [['2025-01-01', { k: 'E', x: 1 }, 'zoe']]
  const dateRange = { start: '2026-03-01', end: '2026-03-06' }
  const question = fc.record({
    dimension: fc.constantFrom('k', 'day', 'day-of-week'),
    direction: fc.constantFrom('asc', 'desc'),
    noValue: fc.boolean(),
  })

  it('neighbouring columns, paging, anomalies and the order of imports change nothing', async () => {
    const law = fc.asyncProperty(
      rows,
      question,
      async (drawn, { dimension, direction, noValue }) => {
        const request = {
          kind: 'freeform',
          rows: { dimension },
          dateRange,
          noValue,
          limit: 1000,
          sort: { dimension, direction },
          statistics: ['mean', 'count', 'sum'],
        }
        const world = { rows: [...known, ...drawn], view }
        const of = async (where: World, more: object) => {
          const found = (await ask(where, { ...request, columns, ...more })) as FreeformResult
          const cells = found.rows.map(({ item, values }) => [item, values.slice(0, texts.length)])
          const { totals, statistics } = found
          const own = Object.entries(statistics!).map(([name, all]) => [
            name,
            all.slice(0, texts.length),
          ])
          return { cells, totals: totals.slice(0, texts.length), own }
        }
        const alone = await of(world, {})
        const byItem = new Map(alone.cells as never)
        const neighbours = [
          { metric: 'events' },
          { metric: 'events', dateRange: { start: '2025-01-01', end: '2026-03-03' } },
          { metric: 'x', attribution: { model: 'linear', container: 'person' } },
        ]
        const variants = [
          await of(world, { columns: [...columns, ...neighbours] }),
          await of(world, { offset: 1, limit: 2 }),
          await of({ rows: [...known, ...drawn.toReversed()], view }, {}),
          ...(dimension === 'day'
            ? [await of(world, { columns: columns.map((c) => ({ ...c, anomalies: true })) })]
            : []),
        ]
        for (const { cells, totals, own } of variants) {
          for (const [item, values] of cells as never as [unknown, unknown][]) {
            if (byItem.has(item)) expect(values).toEqual(byItem.get(item))
          }
          expect(totals).toEqual(alone.totals)
          expect(own).toEqual(alone.own)
        }
      },
    )
    await fc.assert(law, { numRuns: 12 })
  })
})
