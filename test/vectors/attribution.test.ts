import { describe, expect, it } from 'vitest'
import { attributionModels } from '../../src/engine/attribution/index.ts'
import { createMemorySource } from '../support/memory-source.ts'
import type { JourneySource } from '../../src/query/compilation/journey-source.ts'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import {
  rowsByItem,
  onlyPerson,
  type VectorCase,
  type Vectors,
  worldOf,
} from '../support/vectors.ts'

const DAY = 86_400_000

/** Cases of other models, and why we have none. */
const different: Readonly<Record<string, string>> = {
  'markov.small': 'a Markov chain; our algorithmic model is Shapley’s, of sets without order',
}

/** `Same touch` is `same-touch`. */
const modelOf = (name: unknown) => String(name).toLowerCase().replace(' ', '-')

type Credit = Record<string, number>

/** Credit by channel, rounded to four decimals. */
async function creditOf(source: JourneySource, metric: string, attribution: object, more = {}) {
  const models = [{ lookback: { days: 30 }, ...attribution }]
  const request = { kind: 'attribution', metric, dimension: 'channel', models, ...more }
  const { rows } = await ask<AttributionResult>({ source }, request)
  const credit = rows.map(({ item, values: [x] }) => [item ?? '', Math.round(x! * 1e4) / 1e4])
  return Object.fromEntries(credit.filter(([, x]) => x !== 0)) as Credit
}

/** Touches some days before one conversion of 1. */
function touches(items: readonly string[], daysBefore: readonly number[]): JourneySource {
  const at = (days: number, fields: object) => ({
    person: 'p',
    time: Date.UTC(2026, 5, 1) - days * DAY,
    fields: { ...fields },
  })
  const before = items.map((channel, i) => at(daysBefore[i]!, { channel }))
  return createMemorySource([...before, at(0, { value: 1 })])
}

describe('attribution models: their examples', () => {
  for (const [model, { label, examples }] of Object.entries(attributionModels)) {
    it(label, async () => {
      for (const { items, daysBefore, settings, credit } of examples) {
        const { weights } = settings ?? {}
        const attribution = { model, ...(weights ? { weights } : {}) }
        expect(await creditOf(touches(items, daysBefore), 'value', attribution)).toEqual(credit)
      }
    })
  }
})

describe('the documentation of Customer Journey Analytics', () => {
  const vectors = claimed('attribution', 'adobe-cja-docs')
  const dateRange = { start: '2023-09-20', end: '2023-10-01' }
  const conversion = (attribution: object) =>
    creditOf(worldOf(vectors, 'attr50'), 'revenue', attribution, { dateRange })

  it.each(vectors.cases.filter(({ set }) => set !== null))(
    '$id',
    async ({ question, expected }) => {
      const model = modelOf(question['model'])
      const container = question['lookback']
      expect(await conversion({ model, container, lookback: undefined })).toEqual(expected['rows'])
    },
  )

  it.each(vectors.cases.filter(({ input }) => input))('$id', async ({ input, expected }) => {
    const names = Array.from({ length: Number(input!['touch_points']) }, (_, i) => `touch ${i}`)
    const days = names.map((_, i) => names.length - i)
    const credit = await creditOf(touches(names, days), 'value', {
      model: modelOf(input!['model']),
    })
    expect(names.map((name) => credit[name])).toEqual(expected['weights'])
  })

  it.each([
    ['j-curve', { 'Paid search': 10, Social: 5, Email: 5, Display: 30 }],
    ['participation', { 'Paid search': 50, Social: 50, Email: 50, Display: 50 }],
  ])('%s, person (semantics §7.3)', async (model, credit) => {
    expect(await conversion({ model, lookback: undefined })).toEqual(credit)
  })

  it('time decay, person (semantics §7.3)', async () => {
    const credit = await conversion({ model: 'time-decay', lookback: undefined })
    const wanted = { 'Paid search': 6.92, Social: 9.32, Email: 16.88, Display: 16.88 }
    for (const [item, amount] of Object.entries(wanted)) expect(credit[item]).toBeCloseTo(amount, 1)
  })

  it('trended, participation is on each day of a touch, days before the range included', async () => {
    const attribution = { model: 'participation', container: 'person' }
    const columns = [{ metric: 'revenue', attribution }]
    const world = { source: worldOf(vectors, 'attr50') }
    const { rows } = await rowsByItem(world, ['day', 'channel'], columns, { dateRange })
    expect(rows).toEqual({
      '2023-09-15 | Paid search': [50],
      '2023-09-18 | Social': [50],
      '2023-09-24 | Email': [50],
      '2023-09-24 | Display': [50],
    })
  })
})

describe('nine paths', () => {
  const vectors = claimed('attribution', 'attribution-models')
  const paths = pathsOf(vectors)
  const world = worldOf(vectors, 'mam')

  const judge = async ({ question, expected }: VectorCase) => {
    const model = modelOf(question['model'])
    if (expected['rows'])
      expect(await creditOf(world, 'value', { model })).toEqual(expected['rows'])
    const first = Object.entries((expected['credit_of_first_touch'] ?? {}) as Credit)
    for (const [path, credit] of first) {
      const segments = [onlyPerson(paths.get(path)!)]
      expect((await creditOf(world, 'value', { model }, { segments }))[path[0]!]).toBe(credit)
    }
    return Number('rows' in expected) + first.length
  }

  const cases = vectors.cases.filter(({ id, question }) => !(id in different) && question['model'])
  it.each(cases)('$id', async (test) => {
    expect(await judge(test)).toBeGreaterThan(0)
  })

  it('mam.sum', async () => {
    const { expected } = vectors.cases.find(({ id }) => id === 'mam.sum')!
    const isWhole = (model: string) => model !== 'participation' && model !== 'same-touch'
    for (const model of Object.keys(attributionModels).filter(isWhole)) {
      const weights = model === 'custom' ? { weights: [30, 20, 50] } : {}
      const credit = await creditOf(world, 'value', { model, ...weights })
      const total = Object.values(credit).reduce((sum, x) => sum + x, 0)
      expect(total, model).toBeCloseTo(expected['total'] as number, 3)
    }
  })

  it('lists the cases that mean something else', () => {
    const asked = [...cases.map(({ id }) => id), 'mam.sum', ...Object.keys(different)]
    expect(asked.sort()).toEqual(vectors.cases.map(({ id }) => id).sort())
  })
})

/** The person who took each path, written `A > B`. */
function pathsOf({ events }: Vectors): Map<string, string> {
  const channels = new Map<string, unknown[]>()
  for (const { person, props } of events) {
    const path = channels.get(person) ?? []
    if (props['channel']) path.push(props['channel'])
    channels.set(person, path)
  }
  return new Map([...channels].map(([person, path]) => [path.join(' > '), person]))
}
