import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attributionModels } from '../../src/engine/attribution/index.ts'
import { creditWorld } from '../reference/attribution-harness.ts'

const DAY = 86_400_000

describe('attribution models: their examples', () => {
  for (const [model, { label, examples }] of Object.entries(attributionModels)) {
    it(label, async () => {
      for (const { items, daysBefore, settings, credit } of examples) {
        const touches = items.map((channel, i) => ({
          person: 'p',
          time: -daysBefore[i]! * DAY,
          fields: { channel, revenue: '' },
        }))
        const conversion = { person: 'p', time: 0, fields: { channel: '', revenue: 1 } }
        const weights = settings?.weights
        const found = await creditWorld(
          {
            events: [...touches, conversion],
            view: { dimensions: [{ id: 'channel' }], metrics: [{ id: 'revenue' }] },
            options: { types: { revenue: 'number' } },
          },
          {
            rows: ['channel'],
            metric: 'revenue',
            attribution: {
              model: model as keyof typeof attributionModels,
              lookback: { days: 30 },
              ...(weights ? { weights: [...weights] } : {}),
            },
          },
        )
        const rounded = Object.entries(found).map(([item, x]) => [item, Math.round(x * 1e4) / 1e4])
        expect(Object.fromEntries(rounded)).toEqual(credit)
      }
    })
  }
})

describe('a conversion of $50 (semantics §7.3)', () => {
  const at = (text: string) => Date.parse(text)
  const touch = (time: string, channel: string) => ({
    person: 'p',
    time: at(time),
    fields: { channel, revenue: '' },
  })
  const world = {
    events: [
      touch('2023-09-15T10:00:00Z', 'Paid search'),
      touch('2023-09-18T10:00:00Z', 'Social'),
      touch('2023-09-24T10:00:00Z', 'Email'),
      touch('2023-09-24T10:10:00Z', 'Display'),
      { person: 'p', time: at('2023-09-24T10:10:00Z'), fields: { channel: '', revenue: 50 } },
    ],
    view: { dimensions: [{ id: 'channel' }], metrics: [{ id: 'revenue' }] },
    options: { types: { revenue: 'number' } } as const,
    range: [at('2023-09-20'), at('2023-10-01')] as const,
  }
  const cases = [
    ['first-touch', 'session', { Email: 50 }],
    ['first-touch', 'person', { 'Paid search': 50 }],
    ['linear', 'session', { Email: 25, Display: 25 }],
    ['linear', 'person', { 'Paid search': 12.5, Social: 12.5, Email: 12.5, Display: 12.5 }],
    ['j-curve', 'person', { 'Paid search': 10, Social: 5, Email: 5, Display: 30 }],
    ['time-decay', 'person', { 'Paid search': 6.92, Social: 9.32, Email: 16.88, Display: 16.88 }],
    ['participation', 'person', { 'Paid search': 50, Social: 50, Email: 50, Display: 50 }],
  ] as const

  for (const [model, container, credit] of cases) {
    it(`${model}, ${container}`, async () => {
      const question = { rows: ['channel'], metric: 'revenue', attribution: { model, container } }
      const found = await creditWorld(world, question)
      for (const [item, amount] of Object.entries(credit)) {
        expect(found[item]).toBeCloseTo(amount, 1)
      }
      expect(Object.keys(found)).toHaveLength(Object.keys(credit).length)
    })
  }

  it('trended, participation is on each day of a touch, days before the range included', async () => {
    const attribution = { model: 'participation' as const, container: 'person' as const }
    const rows = ['day', 'channel']
    expect(await creditWorld(world, { rows, metric: 'revenue', attribution })).toEqual({
      '2023-09-15 | Paid search': 50,
      '2023-09-18 | Social': 50,
      '2023-09-24 | Email': 50,
      '2023-09-24 | Display': 50,
    })
  })
})

const published = new URL('../../../shared/vectors/attribution-models.json', import.meta.url)

interface Vectors {
  readonly events: readonly {
    readonly set: string
    readonly person: string
    readonly ts: string
    readonly props: Readonly<Record<string, unknown>>
  }[]
  readonly cases: readonly {
    readonly id: string
    readonly expected: {
      readonly rows?: Record<string, number>
      readonly credit_of_first_touch?: Record<string, number>
    }
  }[]
}

describe.skipIf(!existsSync(published))('nine paths (needs the published vectors)', () => {
  const vectors = JSON.parse(readFileSync(published, 'utf8')) as Vectors
  const events = vectors.events
    .filter(({ set }) => set === 'mam')
    .map(({ person, ts, props }) => ({ person, time: Date.parse(ts), fields: props }))
  const view = { dimensions: [{ id: 'channel' }], metrics: [{ id: 'value' }] }
  const expected = (id: string) => vectors.cases.find((one) => one.id === id)!.expected

  it.each([
    ['mam.first', 'first-touch'],
    ['mam.last', 'last-touch'],
  ] as const)('%s', async (id, model) => {
    const question = { rows: ['channel'], metric: 'value', attribution: { model } }
    expect(await creditWorld({ events, view }, question)).toEqual(expected(id).rows)
  })

  it('mam.linear', async () => {
    for (const [path, credit] of Object.entries(expected('mam.linear').credit_of_first_touch!)) {
      const person = pathsOf(events).get(path)!
      const own = events.filter((event) => event.person === person)
      const question = {
        rows: ['channel'],
        metric: 'value',
        attribution: { model: 'linear' },
      } as const
      const found = await creditWorld({ events: own, view }, question)
      expect(found[path[0]!]).toBeCloseTo(credit, 6)
    }
  })
})

/** Paths as `A > B`, each with the person who took it. */
function pathsOf(
  events: readonly { person: string; fields: Readonly<Record<string, unknown>> }[],
): Map<string, string> {
  const people = [...new Set(events.map(({ person }) => person))]
  return new Map(
    people.map((person) => {
      const own = events.filter((event) => event.person === person)
      const path = own.flatMap(({ fields }) => (fields['channel'] ? [fields['channel']] : []))
      return [path.join(' > '), person]
    }),
  )
}
