import { describe, expect, it } from 'vitest'
import type { Condition, Step } from '../../src/model/conditions.ts'
import { findSelectedEvents } from '../support/selected-events.ts'
import {
  type Different,
  eventsOfSet,
  loadVectors,
  type VectorCase,
  type Vectors,
} from '../support/vectors.ts'

const files = [
  'adobe-cja-docs',
  'clickhouse-behavioral',
  'duckdb-behavioral',
  'posthog-funnels',
  'retentioneering-patterns',
]

/** Cases whose source means something else than our segments do, and why. */
const different: Readonly<Record<string, Different>> = {
  'ph.excl.ordered': {
    because:
      'the source also drops the excluded person from step 1; exclusion between steps keeps them there',
    ours: { count_by_step: [4, 1] },
  },
  'ph.unordered.two_exclusions': {
    because:
      'in any order a way may begin anew after an excluded event; the source drops the person',
    ours: { count_by_step: [5, 4, 2, 1, 1] },
  },
}

/** What the sources count and we have no notion of: non-overlapping matches. Only people are compared. */
const countless = ['ch.seq.', 'duck.seq.eventual']

const is = (value: string): Condition => ({ dimension: 'event', op: 'equals', value })
const anyEvent: Condition = { metric: 'events', op: 'exists' }
const next = { within: { events: 1 } } as const

async function peopleOf(vectors: Vectors, set: string, where: Condition): Promise<string[]> {
  const events = eventsOfSet(vectors, set)
  const kept = await findSelectedEvents(events, { container: 'person', where })
  return [...new Set(kept.map((i) => events[i]!.person))]
}

async function keptTimes(vectors: Vectors, set: string, where: Condition): Promise<number[]> {
  const events = eventsOfSet(vectors, set)
  return (await findSelectedEvents(events, { container: 'person', where })).map(
    (i) => events[i]!.time,
  )
}

/** `a a`, `a (>10s) b`: neighbours unless a time stands between. Whole seconds. */
function clickhouseSteps(pattern: string): Step[] {
  const steps: Step[] = []
  let limit: object | undefined
  for (const token of pattern.match(/\([^)]*\)|\S+/g) ?? []) {
    if (token.startsWith('(')) limit = secondsLimit(token)
    else {
      steps.push(steps.length === 0 ? is(token) : { step: is(token), ...(limit ?? next) })
      limit = undefined
    }
  }
  return steps
}

function secondsLimit(token: string): object {
  const [, op = '', count] = /\(([<>=]+)(\d+)s\)/.exec(token) ?? []
  const n = Number(count)
  const limits: Readonly<Record<string, object>> = {
    '>': { after: { seconds: n + 1 } },
    '>=': { after: { seconds: n } },
    '<': { within: { seconds: n - 1 } },
    '<=': { within: { seconds: n } },
    '==': { after: { seconds: n }, within: { seconds: n } },
  }
  return limits[op]!
}

async function clickhouse(vectors: Vectors, { set, question, expected }: VectorCase) {
  const pattern = String(question['pattern'])
  if ('match_1s' in expected) {
    for (const seconds of [1, 2]) {
      const sequence = clickhouseSteps(pattern.replace('N', String(seconds)))
      const people = await peopleOf(vectors, set!, { sequence })
      expect(people.length > 0).toBe(expected[`match_${seconds}s`])
    }
    return
  }
  const sequence = clickhouseSteps(pattern)
  if ('match' in expected) {
    const people = await peopleOf(vectors, set!, { sequence })
    expect(people.length > 0).toBe(expected['match'])
    return
  }
  const [firstKept] = await keptTimes(vectors, set!, { sequence, keep: 'after' })
  expect(firstKept).toBe((expected['timestamps'] as number[]).at(-1)! * 1000)
}

async function duckdb(vectors: Vectors, { set, question, expected }: VectorCase) {
  const steps = (question['pattern'] as string[]).filter((step) => step !== '...')
  const limit = question['adjacent'] ? next : {}
  const sequence = steps.map((step, index) => ({ step: is(step), ...(index > 0 ? limit : {}) }))
  const people = await peopleOf(vectors, set!, { sequence })
  const matches = Object.entries(expected['match_by_person'] as object)
  expect(people).toEqual(matches.filter(([, match]) => match).map(([person]) => person))
}

/** `cart->.*->[^buy]`: neighbours unless `.*` stands between. */
function retentioneeringSteps(pattern: string): Step[] {
  const steps: Step[] = []
  let limit: object = next
  for (const token of pattern.split('->')) {
    if (token === '.*') limit = {}
    else if (token === 'path_start' || token === 'path_end')
      steps.push({ step: anyEvent, exclude: true })
    else {
      steps.push({ step: tokenCondition(token), ...(steps.some(isRequired) ? limit : {}) })
      limit = next
    }
  }
  return steps
}

const isRequired = (step: Step): boolean => !('exclude' in step)

function tokenCondition(token: string): Condition {
  if (token === '.' || token === '[^path_start]') return anyEvent
  if (token.startsWith('[^')) return { not: is(token.slice(2, -1)) }
  if (token.startsWith('[')) return { or: token.slice(1, -1).split('|').map(is) }
  return is(token)
}

async function retentioneering(vectors: Vectors, { set, question, expected }: VectorCase) {
  const sequence = retentioneeringSteps(String(question['pattern']))
  const events = eventsOfSet(vectors, set!)
  expect(await peopleOf(vectors, set!, { sequence })).toEqual(expected['people'])
  const isFirst = question['occurrence'] === 'first'
  const where = { sequence, keep: isFirst ? ('after' as const) : ('before' as const) }
  const kept = await findSelectedEvents(events, { container: 'person', where })
  for (const [person, steps] of Object.entries(expected['positions'] as Record<string, number[]>)) {
    const own = events.flatMap((event, i) => (event.person === person ? [i] : []))
    const positions = kept.filter((i) => own.includes(i)).map((i) => 1 + own.indexOf(i))
    if (isFirst) expect(positions[0]).toBe(Math.min(steps.at(-1)!, own.length))
    else expect(positions.at(-1)).toBe(steps[0])
  }
}

const adobeSteps: Readonly<Record<string, readonly Step[]>> = {
  seq: [is('B'), is('D')],
  within1page: [
    { dimension: 'page', op: 'equals', value: 'Women | Shoes' },
    {
      step: { dimension: 'page', op: 'equals', value: 'Checkout | Thank You' },
      within: { dimension: 'page', count: 1 },
    },
  ],
  everyone: [
    { dimension: 'page', op: 'equals', value: 'Women | Shoes' },
    { dimension: 'page', op: 'equals', value: 'Checkout | Thank You' },
  ],
  after2w: [
    { dimension: 'page', op: 'equals', value: 'Home' },
    {
      step: { dimension: 'page', op: 'equals', value: 'Women | Shoes' },
      after: { weeks: 2 },
    },
  ],
}

const keeps = { everyone: 'everyone', 'only before': 'before', 'only after': 'after' } as const

async function adobe(vectors: Vectors, { id, set, question, expected }: VectorCase) {
  const isKept = 'events_in_order' in expected
  const sequence = [...adobeSteps[isKept ? 'seq' : id.split('.')[2]!]!]
  const keep = keeps[(question['include'] ?? 'everyone') as keyof typeof keeps]
  const events = eventsOfSet(vectors, set!)
  const kept = await findSelectedEvents(events, { container: 'person', where: { sequence, keep } })
  if (isKept) {
    expect(kept.map((i) => events[i]!.fields['event'])).toEqual(expected['events_in_order'])
  } else expect(kept.length > 0).toBe(expected['match'])
}

function orders(steps: readonly string[], length: number): string[][] {
  if (length === 0) return [[]]
  return steps.flatMap((step) =>
    orders(
      steps.filter((other) => other !== step),
      length - 1,
    ).map((rest) => [step, ...rest]),
  )
}

/** People who did the first n steps (any n steps, when the order is free), per n. */
async function posthog(vectors: Vectors, { set, question, expected }: VectorCase) {
  const steps = question['steps'] as string[]
  const days = Number(/^\d+/.exec(String(question['window']))![0])
  const texts = (question['exclusions'] ?? []) as string[]
  const excluded = texts.map((text) => ({ step: is(text.split(' ')[0]!), exclude: true }))
  const sequenceOf = (order: readonly string[]): Condition => ({
    sequence: order.flatMap((step, i): Step[] =>
      i === 0 ? [is(step)] : [...excluded, { step: is(step), within: { days } }],
    ),
  })
  const people: string[][] = []
  for (const [n] of steps.entries()) {
    const all = question['order'] === 'ordered' ? [steps.slice(0, n + 1)] : orders(steps, n + 1)
    people.push(await peopleOf(vectors, set!, { or: all.map(sequenceOf) }))
  }
  expect(people.map((each) => each.length)).toEqual(expected['count_by_step'])
  if (expected['people_by_step']) expect(people).toEqual(expected['people_by_step'])
}

const ask = { adobe, ch: clickhouse, duck: duckdb, ph: posthog, rete: retentioneering }

for (const file of files) {
  const vectors = loadVectors(file)
  const cases = vectors.cases.filter(({ feature }) => feature.includes('segment'))

  describe(file, () => {
    for (const vector of cases) {
      const name = `${vector.id}: ${vector.question['text']}`
      const judge = ask[vector.id.split('.')[0] as keyof typeof ask]
      const { because, ours } = different[vector.id] ?? {}
      if (ours === undefined) it(name, () => judge(vectors, vector))
      else {
        it(`${name} (different: ${because})`, async () => {
          expect(ours).not.toEqual(vector.expected)
          await judge(vectors, { ...vector, expected: ours })
        })
      }
    }
  })
}

/** Any order as one logic group, where nothing is excluded. */
describe('logic groups', () => {
  const vectors = loadVectors('posthog-funnels')
  for (const id of ['ph.unordered.basic', 'ph.unordered.four']) {
    it(`${id}: all steps`, async () => {
      const { set, question, expected } = vectors.cases.find((vector) => vector.id === id)!
      const group = (question['steps'] as string[]).map(is)
      const people = await peopleOf(vectors, set!, { sequence: [{ group }] })
      expect(people).toEqual((expected['people_by_step'] as string[][]).at(-1))
    })
  }
})

it('leaves match counts out', () => {
  const counted = files
    .flatMap((file) => loadVectors(file).cases)
    .filter(
      ({ id, expected }) =>
        countless.some((start) => id.startsWith(start)) &&
        ('count' in expected || 'count_by_person' in expected),
    )
  expect(counted).toHaveLength(13)
})
