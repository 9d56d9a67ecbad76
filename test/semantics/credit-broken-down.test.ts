import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributionModels, type ModelName } from '../../src/engine/index.ts'
import { ask, type Row, table, type World } from '../support/ask.ts'

const linear = { model: 'linear', container: 'person' }
const view = {
  dimensions: ['chan', 'page', 'device'].map((id) => ({ id })),
  metrics: [{ id: 'amt' }],
}
const march = { start: '2026-03-01', end: '2026-04-01' }
const world: World = {
  rows: [
    ['2026-03-02', { chan: 'E' }],
    ['2026-03-04', { chan: 'P', page: 'Cart' }],
    ['2026-03-05', { amt: 12 }],
    ['2025-03-05', { device: 'web' }, 'zoe'],
  ],
  view,
}
const columns = [{ metric: 'amt', attribution: linear }]
const credit = (of: World, request: object) => table(of, { columns, dateRange: march, ...request })
const where = (chan: string | null) => [{ dimension: 'chan', item: chan }]

describe('a breakdown divides the credit of its parent’s touchpoints (§7)', () => {
  it('by their days', async () => {
    const rows = { dimension: 'day' }
    expect(await credit(world, { rows, where: where('E') })).toEqual({
      '2026-03-02': [6],
      Total: [6],
    })
  })

  it('by what a dimension is on them, no value included', async () => {
    const rows = { dimension: 'page' }
    expect(await credit(world, { rows, where: where('E') })).toEqual({
      'No value': [6],
      Total: [6],
    })
    expect(await credit(world, { rows, where: where('P') })).toEqual({ Cart: [6], Total: [6] })
  })

  it('again and again', async () => {
    const parents = [...where('P'), { dimension: 'page', item: 'Cart' }]
    const rows = { dimension: 'day' }
    expect(await credit(world, { rows, where: parents })).toEqual({ '2026-03-04': [6], Total: [6] })
  })

  it('of conversions without a touchpoint, which have no value', async () => {
    const lonely: World = { ...world, rows: [...world.rows, ['2026-03-06', { amt: 5 }, 'bob']] }
    const rows = { dimension: 'page' }
    expect(await credit(lonely, { rows, where: where(null) })).toEqual({
      'No value': [5],
      Total: [5],
    })
    const cart = [...where(null), { dimension: 'page', item: 'Cart' }]
    expect(await credit(lonely, { rows: { dimension: 'device' }, where: cart })).toEqual({
      Total: [0],
    })
  })

  it('where segments or date ranges are the rows', async () => {
    const buys = { container: 'event', where: { metric: 'amt', op: 'gt', value: 10 } }
    const rows = { segments: [buys] }
    expect(await credit(world, { rows, where: where('E') })).toEqual({
      'Segment 1': [6],
      Total: [6],
    })
    const early = { start: '2026-03-01', end: '2026-03-03' }
    expect(
      await credit(world, { rows: { dateRanges: [march, early] }, where: where('E') }),
    ).toEqual({ '2026-03-01 – 2026-04-01': [6], '2026-03-01 – 2026-03-03': [0], Total: [6] })
  })

  it('with the people who converted behind the numbers', async () => {
    const explain = { column: 'c1', row: 'Cart' }
    const request = { kind: 'freeform', rows: { dimension: 'page' }, columns, dateRange: march }
    const { meta } = (await ask(world, { ...request, where: where('P'), explain })) as never as {
      meta: { explanation: object }
    }
    expect(meta.explanation).toMatchObject({ people: 1 })
  })
})

describe('several dimensions side by side (§7)', () => {
  it('touch where any of them has a value', async () => {
    const rows = { dimensions: ['chan', 'page'] }
    expect(await credit(world, { rows })).toEqual({
      'E | No value': [6],
      'P | Cart': [6],
      Total: [12],
    })
  })

  it('touch with the values that are carried to an event', async () => {
    const persistence = { allocation: 'most-recent', expiration: { type: 'person' } }
    const carried: World = {
      rows: [
        ['2026-03-02', { chan: 'Paid', device: 'web' }],
        ['2026-03-04', { chan: 'Social', device: 'app' }],
        ['2026-03-05', { amt: 60, device: 'web' }],
      ],
      view: {
        ...view,
        dimensions: [{ id: 'chan', persistence }, { id: 'page' }, { id: 'device' }],
      },
    }
    expect(await credit(carried, { rows: { dimensions: ['chan', 'device'] } })).toEqual({
      'Paid | web': [20],
      'Social | app': [20],
      'Social | web': [20],
      Total: [60],
    })
  })

  it('do not touch by what every event has, such as its day', async () => {
    expect(await credit(world, { rows: { dimensions: ['chan', 'day'] } })).toEqual({
      'E | 2026-03-02': [6],
      'P | 2026-03-04': [6],
      Total: [12],
    })
    expect(await credit(world, { rows: { dimensions: ['day', 'hour-of-day'] } })).toEqual({
      '2026-03-02 | 12': [4],
      '2026-03-04 | 12': [4],
      '2026-03-05 | 12': [4],
      Total: [12],
    })
  })
})

describe('laws of attributed breakdowns', () => {
  const pick = (...items: string[]) => fc.constantFrom(undefined, ...items)
  const rows = fc.array(
    fc
      .record({
        person: fc.constantFrom('ann', 'bob'),
        hour: fc.integer({ min: -100, max: 300 }),
        chan: pick('E', 'P'),
        page: pick('Cart', 'Home'),
        device: pick('web', 'app'),
        amt: fc.constantFrom(undefined, undefined, 12, 30),
      })
      .map(({ person, hour, ...fields }): Row => {
        const time = new Date(Date.UTC(2026, 2, 5) + hour * 3_600_000).toISOString().slice(0, -1)
        return [time, fields, person]
      }),
    { minLength: 1, maxLength: 20 },
  )
  const known: Row[] = [
    ['2025-01-01', { chan: 'E', page: 'Cart', device: 'web', amt: 1 }, 'zoe'],
    ['2025-01-02', { chan: 'P', page: 'Home', device: 'app', amt: 1 }, 'zoe'],
  ]
  const worldOf = (drawn: readonly Row[], withChan = false): World => ({
    rows: [
      ...known,
      ...drawn.map(([time, { chan, ...fields }, person]): Row => {
        const set = withChan && fields['page'] !== undefined ? 'E' : undefined
        return [time, { ...fields, chan: chan ?? set }, person!]
      }),
    ],
    view,
  })
  const model = fc
    .record({
      model: fc.constantFrom(...(Object.keys(attributionModels) as ModelName[])),
      container: fc.constantFrom('person', 'session'),
      lookback: fc.constantFrom(undefined, { days: 3 }),
    })
    .map(({ lookback, ...rest }) => ({
      ...rest,
      ...(rest.container === 'session' || lookback === undefined ? {} : { lookback }),
      ...(rest.model === 'custom' ? { weights: [30, 20, 50] } : {}),
    }))
  const dateRange = { start: '2026-03-04', end: '2026-03-12' }
  const sum = (cells: Record<string, readonly (number | null)[]>) =>
    Object.values(cells).reduce((all, [x]) => all + x!, 0)

  it('rows add up to the parent, however deep, and the total is the parent’s', async () => {
    const ids = fc.shuffledSubarray(['chan', 'page', 'device', 'day'], { minLength: 2 })
    const law = fc.asyncProperty(rows, model, ids, async (drawn, attribution, [first, ...more]) => {
      fc.pre(attribution.model !== 'participation')
      const drawnWorld = worldOf(drawn)
      const ask = (dimension: string, parents: object[]) =>
        credit(drawnWorld, {
          rows: { dimension },
          where: parents,
          columns: [{ metric: 'amt', attribution }],
          dateRange,
        })
      const descend = async (
        dimension: string,
        below: readonly string[],
        parents: object[],
      ): Promise<void> => {
        const { Total, ...cells } = await ask(dimension, parents)
        expect(sum(cells)).toBeCloseTo(Total![0]!, 0)
        const [next, ...rest] = below
        if (next === undefined) return
        for (const [label, [whole]] of Object.entries(cells)) {
          const item = label === 'No value' ? null : label
          const own = [...parents, { dimension, item }]
          const { Total: part } = await ask(next, own)
          expect(part![0]).toBeCloseTo(whole!, 1)
          await descend(next, rest, own)
        }
      }
      await descend(first!, more, [])
    })
    await fc.assert(law, { numRuns: 25 })
  })

  it('equal the same dimensions side by side, where the parent has a value wherever the rows have', async () => {
    const below = fc.constantFrom('page', 'day')
    const law = fc.asyncProperty(rows, model, below, async (drawn, attribution, dimension) => {
      fc.pre(attribution.model !== 'algorithmic')
      const drawnWorld = worldOf(drawn, true)
      const request = { columns: [{ metric: 'amt', attribution }], dateRange }
      const { Total: _, ...side } = await credit(drawnWorld, {
        ...request,
        rows: { dimensions: ['chan', dimension] },
      })
      for (const chan of ['E', 'P']) {
        const { Total: __, ...cells } = await credit(drawnWorld, {
          ...request,
          rows: { dimension },
          where: where(chan),
        })
        const own = Object.entries(side).filter(([item]) => item.startsWith(`${chan} | `))
        expect(cells).toEqual(Object.fromEntries(own.map(([item, x]) => [item.slice(4), x])))
      }
    })
    await fc.assert(law, { numRuns: 60 })
  })
})
