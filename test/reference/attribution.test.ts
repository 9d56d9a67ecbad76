import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributionModels, type ModelName } from '../../src/engine/index.ts'
import { creditWorld, rounded } from '../support/credit.ts'

const DAY = 86_400_000
const SESSION = 30 * 60_000
const MONTH = Date.UTC(2026, 1, 1)
const START = MONTH + 5 * DAY
const END = MONTH + 20 * DAY

interface Event {
  readonly person: string
  readonly time: number
  readonly channels: readonly string[]
  readonly revenue: number
  readonly device: string
}

const events = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'bob', 'cem'),
    time: fc.oneof(
      fc.integer({ min: -300, max: 600 }).map((step) => MONTH + step * 3_600_000),
      fc.integer({ min: 0, max: 12 }).map((step) => START + step * 10 * 60_000),
    ),
    channels: fc.oneof(
      fc.constantFrom<readonly string[]>([], ['A'], ['B'], ['C'], ['A']),
      fc.constantFrom<readonly string[]>(['A', 'B'], ['', 'C'], ['B', 'B']),
    ),
    revenue: fc.constantFrom(0, 0, 10, 24),
    device: fc.constantFrom('', 'phone', 'desk'),
  }),
  { minLength: 1, maxLength: 25 },
)

interface Question {
  readonly model: ModelName
  readonly container: 'session' | 'person'
  readonly days: number | null
}

/** Shares of touchpoints, first to last, straight from the table of §7.1. */
function shares(model: ModelName, ages: readonly number[]): number[] {
  const n = ages.length
  const at = (first: number, middle: number, last: number) =>
    ages.map((_, i) => {
      if (n === 1) return 1
      if (n === 2) return (i === 0 ? first : last) / (first + last)
      return i === 0 ? first : i === n - 1 ? last : middle / (n - 2)
    })
  switch (model) {
    case 'linear':
      return ages.map(() => 1 / n)
    case 'first-touch':
      return ages.map((_, i) => Number(i === 0))
    case 'last-touch':
      return ages.map((_, i) => Number(i === n - 1))
    case 'same-touch':
      return ages.map((_, i) => Number(i === n - 1))
    case 'u-shaped':
      return at(0.4, 0.2, 0.4)
    case 'j-curve':
      return at(0.2, 0.2, 0.6)
    case 'inverse-j':
      return at(0.6, 0.2, 0.2)
    case 'custom':
      return at(0.3, 0.2, 0.5)
    case 'time-decay': {
      const decayed = ages.map((age) => 2 ** (-age / (7 * DAY)))
      const sum = decayed.reduce((a, b) => a + b, 0)
      return decayed.map((weight) => weight / sum)
    }
    default:
      throw new Error(`${model} is shared by item`)
  }
}

type ItemsOf = (event: Event) => readonly string[]

const channelsOf: ItemsOf = ({ channels }) => [...new Set(channels.filter(Boolean))]
const deviceOf: ItemsOf = ({ device }) => (device ? [device] : [])

/** No value is a row, too. */
const orNone =
  (itemsOf: ItemsOf): ItemsOf =>
  (event) => {
    const items = itemsOf(event)
    return items.length > 0 ? items : ['']
  }

interface Rows {
  readonly isCounted?: (conversion: Event) => boolean
  /** An event that has any of these is a touchpoint. */
  readonly setBy?: ItemsOf
  readonly rowsOf?: ItemsOf
  /** A breakdown of an item of these, which then set the touchpoints. */
  readonly parent?: readonly [itemsOf: ItemsOf, item: string]
}

function reference(
  all: readonly Event[],
  { model, container, days }: Question,
  { isCounted = () => true, setBy = channelsOf, rowsOf = setBy, parent }: Rows = {},
): Record<string, number> {
  const credit: Record<string, number> = {}
  const book = (item: string, amount: number) => {
    credit[item] = (credit[item] ?? 0) + amount
  }
  const distinct = (touches: readonly Event[], itemsOf: ItemsOf) =>
    new Set(touches.flatMap(itemsOf))
  for (const person of ['ann', 'bob', 'cem']) {
    const own = all.filter((e) => e.person === person).toSorted((a, b) => a.time - b.time)
    const isNewSession = (i: number) => i === 0 || own[i]!.time - own[i - 1]!.time > SESSION
    own.forEach((conversion, at) => {
      const { time, revenue } = conversion
      if (!revenue || time < START || time >= END || !isCounted(conversion)) return
      let from = at
      while (!isNewSession(from)) from--
      const touches = own.slice(container === 'session' ? from : 0, at + 1).filter((e) => {
        if (setBy(e).length === 0) return false
        if (model === 'same-touch' && e !== conversion) return false
        if (days !== null) return e.time >= time - days * DAY
        return container === 'session' || e.time >= MONTH
      })
      const isShown = (touch: Event) => !parent || parent[0](touch).includes(parent[1])
      if (touches.length === 0) {
        if (!parent || parent[1] === '') book('', revenue)
      } else if (model === 'participation' || model === 'algorithmic') {
        const shown = distinct(touches.filter(isShown), rowsOf)
        const above = parent && distinct(touches, parent[0]).size
        const share =
          above === undefined ? 1 / distinct(touches, rowsOf).size : 1 / above / shown.size
        for (const item of shown) book(item, revenue * (model === 'participation' ? 1 : share))
      } else {
        const parts = shares(
          model,
          touches.map((touch) => time - touch.time),
        )
        touches.forEach((touch, i) => {
          if (isShown(touch)) for (const item of rowsOf(touch)) book(item, revenue * parts[i]!)
        })
      }
    })
  }
  return Object.fromEntries(
    Object.entries(credit)
      .filter(([, amount]) => rounded(amount) !== 0)
      .map(([item, amount]) => [item, rounded(amount)]),
  )
}

/** Sessions look back to their start. */
const question = fc
  .record({
    model: fc.constantFrom(...(Object.keys(attributionModels) as ModelName[])),
    container: fc.constantFrom<'session' | 'person'>('session', 'person'),
    days: fc.constantFrom(null, 0, 1, 6, 40),
  })
  .map((drawn) => (drawn.container === 'session' ? { ...drawn, days: null } : drawn))

const worldOf = (all: readonly Event[], asList: boolean) => ({
  events: all.map(({ person, time, channels, revenue, device }) => ({
    person,
    time,
    fields: { channel: asList ? channels : channels[0], revenue: revenue || null, device },
  })),
  view: { dimensions: [{ id: 'channel' }, { id: 'device' }], metrics: [{ id: 'revenue' }] },
  options: {
    batchEvents: 5,
    runners: 2,
    types: { channel: 'string', revenue: 'number', device: 'string' },
  } as const,
  range: [START, END] as const,
})

const attributionOf = ({ model, container, days }: Question) => ({
  model,
  container,
  ...(days === null ? {} : { lookback: { days } }),
  ...(model === 'custom' ? { weights: [30, 20, 50] as [number, number, number] } : {}),
})

const listless = (all: readonly Event[]) =>
  all.map((event) => ({ ...event, channels: event.channels.slice(0, 1) }))

/** So that every value is known in every world. */
const zoe: readonly Event[] = ['A', 'B', 'C'].flatMap((channel) =>
  ['phone', 'desk'].map((device) => ({
    person: 'zoe',
    time: MONTH,
    channels: [channel],
    revenue: 0,
    device,
  })),
)

describe('attribution against slow reference code', () => {
  for (const asList of [false, true]) {
    it(`shares every conversion (${asList ? 'lists' : 'one value'})`, async () => {
      await fc.assert(
        fc.asyncProperty(events, question, async (drawn, asked) => {
          const some = { person: 'dan', time: MONTH, channels: ['A'], revenue: 0, device: '' }
          const all = asList ? [...drawn, some] : listless(drawn)
          const credit = await creditWorld(worldOf(all, asList), {
            rows: ['channel'],
            metric: 'revenue',
            attribution: attributionOf(asked),
          })
          expect(credit).toEqual(reference(all, asked))
        }),
        { numRuns: 150 },
      )
    })
  }

  it('runs before segments, which take away conversions but no touchpoints', async () => {
    await fc.assert(
      fc.asyncProperty(events, question, async (drawn, asked) => {
        const all = listless(drawn)
        const credit = await creditWorld(worldOf(all, false), {
          rows: ['channel'],
          metric: 'revenue',
          attribution: attributionOf(asked),
          conversions: ['device', 'phone'],
        })
        expect(credit).toEqual(reference(all, asked, { isCounted: (e) => e.device === 'phone' }))
      }),
      { numRuns: 60 },
    )
  })

  for (const asList of [false, true]) {
    it(`divides the credit of a parent among what its touchpoints have (${asList ? 'lists' : 'one value'})`, async () => {
      const parents = fc.constantFrom('A', 'B', '')
      await fc.assert(
        fc.asyncProperty(events, question, parents, async (drawn, asked, item) => {
          const all = [...zoe, ...(asList ? drawn : listless(drawn))]
          const credit = await creditWorld(worldOf(all, asList), {
            rows: ['device'],
            metric: 'revenue',
            attribution: attributionOf(asked),
            parents: [['channel', item || null]],
          })
          const rowsOf = orNone(deviceOf)
          expect(credit).toEqual(reference(all, asked, { rowsOf, parent: [channelsOf, item] }))
        }),
        { numRuns: 100 },
      )
    })

    it(`touches with either of two dimensions (${asList ? 'lists' : 'one value'})`, async () => {
      await fc.assert(
        fc.asyncProperty(events, question, async (drawn, asked) => {
          const all = [...zoe, ...(asList ? drawn : listless(drawn))]
          const { ' | ': none, ...credit } = await creditWorld(worldOf(all, asList), {
            rows: ['channel', 'device'],
            metric: 'revenue',
            attribution: attributionOf(asked),
          })
          const setBy: ItemsOf = (event) => [...channelsOf(event), ...deviceOf(event)]
          const rowsOf: ItemsOf = (event) =>
            orNone(channelsOf)(event).flatMap((channel) =>
              orNone(deviceOf)(event).map((device) => `${channel} | ${device}`),
            )
          const found = none === undefined ? credit : { ...credit, '': none }
          expect(found).toEqual(reference(all, asked, { setBy, rowsOf }))
        }),
        { numRuns: 100 },
      )
    })
  }
})

describe('laws of attribution', () => {
  const total = (credit: Record<string, number>) =>
    rounded(Object.values(credit).reduce((sum, amount) => sum + amount, 0))

  it('credit sums to the conversions, but for participation', async () => {
    await fc.assert(
      fc.asyncProperty(events, question, async (drawn, asked) => {
        fc.pre(asked.model !== 'participation')
        const all = listless(drawn)
        const credit = await creditWorld(worldOf(all, false), {
          rows: ['channel'],
          metric: 'revenue',
          attribution: attributionOf(asked),
        })
        const conversions = all.filter(({ time }) => time >= START && time < END)
        const sum = conversions.reduce((amount, { revenue }) => amount + revenue, 0)
        expect(total(credit)).toBeCloseTo(sum, 4)
      }),
      { numRuns: 60 },
    )
  })

  it('a longer lookback never lowers the credited conversions', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        question,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        async (drawn, asked, days, more) => {
          const world = worldOf(listless(drawn), false)
          const creditedWith = async (lookbackDays: number) => {
            const { '': _none, ...credited } = await creditWorld(world, {
              rows: ['channel'],
              metric: 'revenue',
              attribution: attributionOf({ ...asked, container: 'person', days: lookbackDays }),
            })
            return total(credited)
          }
          expect(await creditedWith(days + more)).toBeGreaterThanOrEqual(
            (await creditedWith(days)) - 1e-4,
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})
