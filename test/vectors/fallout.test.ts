import { describe, expect, it } from 'vitest'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import { type Different, onlyPerson, type VectorCase, worldOf } from '../support/vectors.ts'

const files = ['clickhouse-behavioral', 'duckdb-behavioral', 'posthog-funnels']

/** Cases whose source means something else than our fallout does, and why. */
const different: Readonly<Record<string, Different>> = {
  'ch.wf.20': {
    because: 'strict_order passes over a step that repeats; “next” is the very next event',
    ours: { depth_by_person: { 1: 3, 2: 1, 3: 2, 4: 2, 5: 2, 6: 1 } },
  },
  'ch.wf.23': {
    because: 'strict_deduplication stops when a step repeats; we have no such rule',
    ours: { depth: 4 },
  },
  'ch.wf.28': {
    because: 'allow_reentry passes over a repeated first step; “next” is the very next event',
    ours: { depth_by_person: { 1: 2, 2: 3, 3: 3, 4: 1, 5: 3 } },
  },
  'ph.unordered.two_exclusions': {
    because:
      'in any order a path may begin anew after an excluded event; the source drops the person',
    ours: { count_by_step: [5, 4, 2, 1, 1] },
  },
}

const asRecord = (value: unknown) => value as Record<string, unknown>

function touchOf(step: unknown): object {
  if (step === '(any)') return { dimension: 'event', op: 'exists' }
  if (typeof step === 'string') return { dimension: 'event', item: step }
  const parts = Object.entries(asRecord(step))
  return { and: parts.map(([dimension, value]) => ({ dimension, op: 'equals', value })) }
}

function windowOf(question: VectorCase['question']): object | undefined {
  if (question['window_seconds']) return { seconds: question['window_seconds'] }
  const [, count, unit] = /^(\d+) (\w+?)s?$/.exec(String(question['window'] ?? '')) ?? []
  return unit ? { [`${unit}s`]: Number(count) } : undefined
}

function exclusionsOf(question: VectorCase['question'], steps: number): object[] {
  const texts = (question['exclusions'] ?? []) as string[]
  return texts.map((text) => {
    const [, item, from, to] = /^(\w+) (?:between step (\d) and (\d)|anywhere)/.exec(text)!
    const between = from ? [Number(from), Number(to)] : [1, steps]
    return { any: [{ dimension: 'event', item }], between }
  })
}

function breakdownOf({ breakdown, breakdown_attribution: rule }: VectorCase['question']): object {
  if (!breakdown) return {}
  const step = /step (\d)/.exec(String(rule ?? ''))?.[1]
  const at = step ? `step-${step}` : 'first'
  return { breakdown: { dimension: breakdown, at } }
}

function requestOf({ question }: VectorCase): object {
  const steps = question['steps'] as unknown[]
  const isStrict =
    question['order'] === 'strict' || String(question['mode']).includes('strict_order')
  const window = windowOf(question)
  return {
    kind: 'fallout',
    steps: steps.map((step) => ({ any: [touchOf(step)] })),
    ...(isStrict && steps.length > 1 ? { between: steps.slice(1).map(() => 'next') } : {}),
    ...(window ? { window } : {}),
    order: question['order'] === 'unordered' ? 'any' : 'listed',
    exclude: exclusionsOf(question, steps.length),
    ...breakdownOf(question),
  }
}

type Series = FalloutResult['series'][number]
const counts = ({ steps }: Series) => steps.map(({ count }) => count)
const means = ({ steps }: Series) => steps.map((step) => step.secondsFromPrevious?.mean ?? null)
const depth = (series: Series) => counts(series).filter((count) => count > 0).length

describe.each(files)('%s', (file) => {
  const vectors = claimed('fallout', file)
  const { cases } = vectors

  const askFallout = async (test: VectorCase, segments: object[] = []) => {
    const request = { ...requestOf(test), segments }
    return ask<FalloutResult>({ source: worldOf(vectors, test.set!) }, request)
  }

  const judge = async (test: VectorCase) => {
    const { expected, question } = test
    const only = question['person'] ? [onlyPerson(String(question['person']))] : []
    const result = await askFallout(test, only)
    const [series] = result.series as [Series]
    let checks = 0
    const check = (key: string, verify: (value: unknown) => void) => {
      if (!(key in expected)) return
      verify(expected[key])
      checks++
    }
    check('depth', (value) => expect(depth(series)).toBe(value))
    check('count_by_step', (value) => expect(counts(series)).toEqual(value))
    check('avg_seconds_from_previous', (value) => expect(means(series)).toEqual(value))
    check('avg_seconds_from_previous_step2', (value) => expect(means(series)[1]).toBe(value))
    check('median_seconds_from_previous_step2', (value) =>
      expect(series.steps[1]!.secondsFromPrevious!.median).toBe(value),
    )
    for (const [person, value] of Object.entries(asRecord(expected['depth_by_person'] ?? {}))) {
      const own = await askFallout(test, [onlyPerson(person)])
      expect(depth(own.series[0]!), `person ${person}`).toBe(value)
      checks++
    }
    for (const [item, value] of Object.entries(asRecord(expected['by_value'] ?? {}))) {
      const found = result.series.find((one) => (one.item ?? '') === item)!
      expect(counts(found), item).toEqual(asRecord(value)['count_by_step'])
      const seconds = asRecord(value)['avg_seconds']
      if (seconds) expect(means(found)[1]).toBe(seconds)
      checks++
    }
    expect(checks).toBeGreaterThan(0)
  }

  it.each(cases.filter(({ id }) => !(id in different)))('$id', judge)

  it.each(cases.filter(({ id }) => id in different))('$id (different)', async (test) => {
    const { ours } = different[test.id]!
    expect(ours).not.toEqual(test.expected)
    await judge({ ...test, expected: ours })
  })
})
