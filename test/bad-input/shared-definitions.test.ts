import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

const LEVELS = 40

/** Definitions of which each says the one before it twice: written out they would be 2^40. */
const chain = (prefix: string, first: object, next: (before: string) => object) =>
  Array.from({ length: LEVELS }, (_, level) => ({
    dataView: 'main',
    id: `${prefix}${level}`,
    ...(level === 0 ? first : next(`${prefix}${level - 1}`)),
  }))

const formulas = (prefix: string, next: (before: string) => unknown) =>
  chain(prefix, { kind: 'calculated-metric', formula: { metric: 'events' } }, (before) => ({
    kind: 'calculated-metric',
    formula: next(before),
  }))

const segments = (next: (before: string) => object) =>
  chain(
    's',
    {
      kind: 'segment',
      definition: {
        container: 'event',
        where: { dimension: 'page', op: 'equals', value: 'Home' },
      },
    },
    (before) => ({ kind: 'segment', definition: { container: 'person', where: next(before) } }),
  )

const table = (extra: object) => ({
  kind: 'freeform',
  dataView: 'main',
  dateRange: { start: '2026-01-01', end: '2026-02-01' },
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
  ...extra,
})

/** What `work` gives, and the longest time that nothing else was answered, in milliseconds. */
async function withLongestPause<T>(work: () => Promise<T>) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const found = await work()
  await new Promise((resolve) => setTimeout(resolve, 10))
  delay.disable()
  return { found, pauseMs: delay.max / 1e6 }
}

describe('definitions that share others', () => {
  it('are calculated metrics: saved, run and explained without a long pause', async () => {
    const all = formulas('sum', (before) => `${before} + ${before}`)
    const saved = await withLongestPause(() => workspace.call('POST', 'apply', all))
    expect(saved.found.status).toBe(200)
    const request = table({ columns: [{ metric: 'events' }, { metric: `sum${LEVELS - 1}` }] })
    const { found, pauseMs } = await withLongestPause(() =>
      workspace.call('POST', 'reports', { ...request, explain: true }),
    )
    const { rows } = found.body as { rows: { values: [number, number] }[] }
    expect(rows.length).toBeGreaterThan(0)
    for (const { values } of rows) expect(values[1]).toBe(values[0] * 2 ** (LEVELS - 1))
    expect(Math.max(pauseMs, saved.pauseMs)).toBeLessThan(1000)
  })

  it('are calculated metrics with segments of their own around what they share', async () => {
    const around = { metric: 'events', segments: ['home'] }
    const home = {
      kind: 'segment',
      id: 'home',
      dataView: 'main',
      definition: { container: 'event', where: { dimension: 'page', op: 'equals', value: 'Home' } },
    }
    const all = formulas('under', (before) => ({
      op: '+',
      args: [{ metric: before }, { ...around, metric: before }],
    }))
    expect((await workspace.call('POST', 'apply', [home, ...all])).status).toBe(200)
    const request = table({ columns: [{ metric: 'under3' }, { metric: 'events' }] })
    const { body } = await workspace.call('POST', 'reports', request)
    const { rows } = body as { rows: { item: string; values: [number, number] }[] }
    for (const { item, values } of rows)
      expect(values[0]).toBe(values[1] * (item === 'Home' ? 8 : 1))
  })

  it('are segments, in and, or, sequences and containers', async () => {
    const all = segments((before) => ({
      or: [
        { and: [{ segment: before }, { segment: before }] },
        { sequence: [{ segment: before }, { container: 'session', where: { segment: before } }] },
      ],
    }))
    const saved = await withLongestPause(() => workspace.call('POST', 'apply', all))
    expect(saved.found.status).toBe(200)
    const { found, pauseMs } = await withLongestPause(() =>
      workspace.call('POST', 'reports', table({ segments: [`s${LEVELS - 1}`], explain: true })),
    )
    expect(found.status).toBe(200)
    expect(Math.max(pauseMs, saved.pauseMs)).toBeLessThan(1000)
  })
})

describe('definitions that grow without sharing are refused with the limit', () => {
  it('calculated metrics under ever other segments', async () => {
    const inline = (value: number) => ({
      container: 'event',
      where: { metric: 'events', op: 'gte', value },
    })
    const all = formulas('grow', (before) => {
      const args = [1, 2].map((value) => ({ metric: before, segments: [inline(value)] }))
      return { op: '+', args }
    })
    const { status, body } = await workspace.call('POST', 'apply', all)
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'definition/too-large' } })
    expect(JSON.stringify(body)).toMatch(/conditions-per-request allows 20000/)
  })

  it('segments in ever other ranges of time', async () => {
    const all = segments((before) => ({
      or: [
        { segment: before },
        { and: [{ segment: before }, { dateRange: rangeOf(Number(before.slice(1))) }] },
      ],
    }))
    const { status, body } = await workspace.call('POST', 'apply', all)
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'definition/too-large' } })
    expect(JSON.stringify(body)).toMatch(/THROUGHLINE_SEGMENTS_PER_REQUEST/)
  })

  it('a long chain of definitions', async () => {
    const all = Array.from({ length: 5000 }, (_, level) => ({
      kind: 'calculated-metric',
      dataView: 'main',
      id: `long${level}`,
      formula: level === 0 ? 'events' : `long${level - 1} + 1`,
    }))
    const { status, body } = await workspace.call('POST', 'apply', all)
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'definition/too-large' } })
  })

  it('but may be a long chain where nothing is known of their data yet', async () => {
    const all = Array.from({ length: 5000 }, (_, level) => ({
      kind: 'segment',
      id: `link${level}`,
      definition: {
        container: 'event',
        where: level === 0 ? { metric: 'events', op: 'exists' } : { segment: `link${level - 1}` },
      },
    }))
    const { status } = await workspace.call('POST', 'apply', all.toReversed())
    expect(status).toBe(200)
    const refused = await workspace.call('POST', 'reports', table({ segments: ['link4999'] }))
    expect(refused).toMatchObject({ status: 422, body: { code: 'request/too-large' } })
    expect(refused.text).toMatch(/segment-depth allows 100; THROUGHLINE_SEGMENT_DEPTH/)
  })
})

describe('a formula that is too deep or too long is refused by its limit', () => {
  it.each([
    ['parentheses', `${'('.repeat(5000)}events${')'.repeat(5000)}`, 'formula-depth'],
    ['signs', `${'-'.repeat(5000)}events`, 'formula-depth'],
    ['calls', `${'absolute-value('.repeat(5000)}events${')'.repeat(5000)}`, 'formula-depth'],
    ['powers', `events${'^-events'.repeat(5000)}`, 'formula-depth'],
    ['segments', `${'[home] '.repeat(5000)}events`, 'formula-depth'],
    ['changing operators', `events${' + events - events'.repeat(4000)}`, 'formula-depth'],
    ['characters', `events${' + events'.repeat(20_000)}`, 'formula-length'],
    ['parts', `events${'+events'.repeat(12_000)}`, 'formula-size'],
  ])('%s', async (_, formula, limit) => {
    const metric = { kind: 'calculated-metric', id: 'wrong', dataView: 'main', formula }
    const saved = await workspace.call('PUT', 'definitions/calculated-metric/wrong', metric)
    expect(saved).toMatchObject({ status: 422, body: { code: 'definition/too-large' } })
    expect(saved.text).toContain(`where ${limit} allows`)
    const column = table({ columns: [{ formula }] })
    const asked = await workspace.call('POST', 'reports', column)
    expect(asked).toMatchObject({ status: 422, body: { code: 'request/too-large' } })
    const shown = await workspace.call('POST', 'previews/formula', { formula })
    expect(shown.status).toBeLessThan(500)
  })
})

const rangeOf = (day: number) => ({
  start: new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
  end: new Date(Date.UTC(2025, 0, 2 + day)).toISOString().slice(0, 10),
})
