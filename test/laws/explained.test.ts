import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemorySource, type MemoryEvent } from '../support/memory-source.ts'
import type { RequestInputOf, ReportKind, ResultOf } from '../../src/query/reports/index.ts'
import type { ExplainPlace } from '../../src/model/explain-place.ts'
import { listPeople } from '../../src/query/find-people.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'
import { ask, contextOf } from '../support/ask.ts'

const HOUR_MS = 3_600_000
const pages = ['A', 'B', 'C'] as const
const dateRange = { start: '1970-01-01', end: '1970-01-09' }

const event = fc.record({
  person: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
  time: fc.integer({ min: 0, max: 8 * 8 - 1 }).map((part) => part * 3 * HOUR_MS),
  fields: fc.record({ page: fc.constantFrom(...pages), test: fc.constantFrom('old', 'new', null) }),
})

/** Everything that is asked for occurs at least once. */
const worlds = fc
  .array(event, { maxLength: 25, size: 'max' })
  .map((events): readonly MemoryEvent[] => [
    ...pages.map((page) => ({ person: 'zoe', time: 0, fields: { page, test: 'old' } })),
    { person: 'yan', time: 0, fields: { page: 'A', test: 'new' } },
    ...events,
  ])

const on = (value: string) => ({ dimension: 'page', op: 'equals' as const, value })
const does = (value: string) => ({ where: on(value), name: value })
const step = (item: string) => ({ any: [{ dimension: 'page', item }] })

/** Numbers of people in a result, each with the place that names it. */
type Numbers = readonly (readonly [ExplainPlace, number])[]

const place = (at: ExplainPlace, count: number): Numbers[number] => [at, count]

interface Case<K extends ReportKind> {
  readonly request: Omit<RequestInputOf<K>, 'dataView' | 'dateRange' | 'kind'>
  readonly numbers: (result: ResultOf<K>) => Numbers
}

const kindsOfGrowth = ['new', 'repeat', 'return', 'dormant'] as const

const cases: { readonly [K in ReportKind]?: Case<K> } = {
  growth: {
    request: { interval: 'day', where: on('A') },
    numbers: ({ rows }) =>
      rows.flatMap((row) =>
        kindsOfGrowth.map((column) => [{ row: row.interval, column }, row[column]] as const),
      ),
  },
  cohort: {
    request: { granularity: 'day', inclusion: does('A'), return: does('B') },
    numbers: (result) => cellsOf(result),
  },
  paths: {
    request: { dimension: 'page', to: does('C'), steps: 3, container: 'session' },
    numbers: ({ paths }) =>
      paths.map(({ items, people }) => place({ row: items, column: 'people' }, people)),
  },
  'concurrent-viewers': {
    request: { granularity: 'minute', breakdown: 'page' },
    numbers: ({ series }) =>
      series.flatMap(({ item, points }) =>
        points.flatMap((point, k) =>
          point.value === 0 && k > 0 ? [] : [place({ row: [item!, point.item] }, point.value!)],
        ),
      ),
  },
  'playback-time': {
    request: { metrics: ['people'], granularity: 'day', breakdown: 'page' },
    numbers: ({ series }) =>
      series.flatMap(({ item, points }) =>
        points.map((point) => place({ row: [item!, point.item] }, point.value ?? 0)),
      ),
  },
  timeline: {
    request: { where: on('A') },
    numbers: ({ people }) => people.map(({ person }) => place({ row: person }, 1)),
  },
  journey: {
    request: { person: 'zoe' },
    numbers: () => [place({ column: 'events' }, 1)],
  },
  retention: {
    request: {
      start: does('A'),
      return: does('B'),
      brackets: [
        [0, 0],
        [1, 1],
        [2, 4],
      ],
    },
    numbers: ({ series: [all] }) => [
      [{ column: 'included' }, all!.included],
      ...all!.brackets.map(({ from, to, count }) => place({ row: [from, to] }, count)),
    ],
  },
  frequency: {
    request: { where: on('A'), buckets: { from: 1, to: 3 } },
    numbers: ({ buckets }) => buckets.map(({ from, count }) => [{ row: from }, count]),
  },
  histogram: {
    request: { metric: 'events', buckets: 6, size: 2 },
    numbers: ({ buckets }) => buckets.map(({ from, to, count }) => [{ row: [from, to] }, count]),
  },
  engagement: {
    request: { features: [does('A'), { ...does('B'), atLeast: 2 }], interval: 'day' },
    numbers: ({ features }) => features.map(({ name, people }) => [{ row: name }, people]),
  },
  impact: {
    request: { at: '1970-01-04', days: 2, measures: [does('A'), does('B')] },
    numbers: ({ measures }) =>
      measures.flatMap(({ name, before, after, days }) => [
        [{ row: name, column: 'before' }, before.people] as const,
        [{ row: name, column: 'after' }, after.people] as const,
        ...days!.map(({ day, people }) => [{ row: name, column: day }, people] as const),
      ]),
  },
  correlation: {
    request: { goal: does('C'), dimensions: ['page', 'test'] },
    numbers: ({ rows }) =>
      rows.flatMap(({ dimension, item, count, conversions }) => [
        [{ row: [dimension, item], column: 'count' }, count] as const,
        [{ row: [dimension, item], column: 'conversions' }, conversions] as const,
      ]),
  },
  venn: {
    request: {
      metric: 'people',
      sets: pages.map((page) => ({ container: 'person', where: on(page) })),
    },
    numbers: ({ areas }) => areas.map(({ sets, value }) => [{ row: sets }, value!]),
  },
  experiment: {
    request: {
      experiment: 'page',
      item: 'A',
      variant: 'test',
      control: 'old',
      metrics: ['events'],
    },
    numbers: ({ metrics: [events] }) =>
      events!.variants.map(({ variant, units }) => [{ row: variant }, units]),
  },
  people: {
    request: { segments: [{ container: 'event', where: on('B') }] },
    numbers: ({ count }) => [[{ column: 'count' }, count]],
  },
  'key-metric': {
    request: { metric: 'people', compareDateRange: { start: '1970-01-01', end: '1970-01-05' } },
    numbers: ({ primary, comparison }) => [
      [{ column: 'primary' }, primary.total!],
      [{ column: 'comparison' }, comparison.total!],
      ...primary.points.map(
        ({ item, value }) => [{ row: item, column: 'primary' }, value!] as const,
      ),
    ],
  },
  trends: {
    request: { events: [does('A')], metrics: ['people'], breakdown: 'page' },
    numbers: ({ series }) =>
      series.flatMap(({ name, item, points }) =>
        points.map(({ interval, value }) => {
          const column = name === 'A' ? 'A' : 'people'
          return [{ row: [item!, interval], column }, value ?? 0] as const
        }),
      ),
  },
  'conversion-trends': {
    request: { steps: [step('A'), step('B')], interval: 'day' },
    numbers: ({ series: [all] }) =>
      all!.points.flatMap(({ interval, started, completed }) => [
        [{ row: interval, column: 'started' }, started] as const,
        [{ row: interval, column: 'completed' }, completed] as const,
      ]),
  },
}

const cellsOf = ({ rows }: ResultOf<'cohort'>): Numbers =>
  rows.flatMap(({ cohort, included, cells }) => [
    place({ row: cohort, column: 0 }, included),
    ...cells.flatMap((count, k) =>
      count === null ? [] : [place({ row: cohort, column: k + 1 }, count)],
    ),
  ])

/** Other cases of the same kinds. */
const cohorts: readonly Case<'cohort'>['request'][] = [
  { granularity: 'day', inclusion: does('A'), return: does('B'), rolling: true },
  { granularity: 'day', inclusion: does('A'), return: does('B'), cohortDimension: 'test' },
  {
    granularity: 'day',
    inclusion: { ...does('A'), atLeast: 2 },
    return: does('B'),
    cohortDimension: 'test',
    rolling: true,
  },
  {
    granularity: 'day',
    inclusion: does('A'),
    return: does('B'),
    cohortDimension: 'test',
    type: 'churn',
  },
  { granularity: 'day', inclusion: does('A'), return: does('B'), type: 'churn' },
  { granularity: 'day', inclusion: does('A'), return: { ...does('B'), atLeast: 2 }, rolling: true },
]
const topItems: Case<'engagement'> = {
  request: { features: [{ ...does('A'), name: 'first' }], top: { dimension: 'page' } },
  numbers: ({ top = [] }) => top.map(({ name, people }) => place({ row: name }, people)),
}
/** Of each person one path, so that paths are people. */
const flowOf = (request: Omit<Case<'flow'>['request'], 'dimension'>): Case<'flow'> => ({
  request: { dimension: 'page', occurrence: 'first', columns: 3, ...request },
  numbers: ({ columns, links }) => [
    ...columns.flatMap(({ nodes }) => nodes.map(({ id, paths }) => place({ node: id }, paths))),
    ...links.map(({ from, to, paths }) => place({ arrow: [from, to] }, paths)),
  ],
})
const split: Case<'fallout'> = {
  request: {
    steps: [step('A'), step('B')],
    baseline: true,
    breakdown: { dimension: 'test', at: 'last' },
  },
  numbers: ({ series }) =>
    series.flatMap(({ item, steps: [, ...steps] }) =>
      steps.map(({ count }, k) => place({ step: k + 1, item }, count)),
    ),
}
const others = [
  ['flow', flowOf({ anchor: { contains: { item: 'A' } }, itemsPerColumn: 1 })] as const,
  ['flow', flowOf({ anchor: { contains: { item: 'B' } }, repeats: true })] as const,
  ['flow', flowOf({ itemsPerColumn: 1, focus: [{ column: 1, item: 'A' }] })] as const,
  ['fallout', split] as const,
  ...cohorts.map((request) => ['cohort', { request, numbers: cellsOf }] as const),
  ['engagement', topItems] as const,
]

describe('a number of people', () => {
  it.each([...Object.entries(cases), ...others])(
    'of %s is that of the people behind it',
    async (kind, one) => {
      const { request, numbers } = one as unknown as Case<ReportKind>
      await fc.assert(
        fc.asyncProperty(worlds, fc.noBias(fc.nat()), async (events, pick) => {
          const source = createMemorySource(events)
          const askAgain = (more: object) =>
            ask({ source }, { kind, dateRange, ...request, ...more })
          const all = numbers((await askAgain({})) as ResultOf<ReportKind>)
          if (all.length === 0) return
          const [explain, count] = all[pick % all.length]!
          const { meta } = await askAgain({ explain })
          expect(meta.explanation!.people, JSON.stringify(explain)).toBe(count)
          expect(meta.explanation!.samplePeople).toHaveLength(Math.min(10, count))
          const asked = parseRequest({ kind, dataView: 'v', dateRange, ...request, explain })
          const listed = await listPeople(contextOf({ source }), asked, { limit: 99, offset: 0 })
          expect([listed.count, listed.people.length]).toEqual([count, count])
        }),
        { numRuns: 60 },
      )
    },
  )
})

/** Each has its own session, so that a person is tested on the events in the range. */
const narrowing = {
  dateRange: { start: '1970-01-02', end: '1970-01-06' },
  segments: [
    { container: 'event' as const, where: on('A') },
    {
      container: 'person' as const,
      where: { dimension: 'test', op: 'equals' as const, value: 'new' },
    },
  ],
}

describe('what is left after the range and each segment', () => {
  it('is what is counted event by event', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (events) => {
        const source = createMemorySource(events)
        const explain = { column: 'count' }
        const { meta } = await ask({ source }, { kind: 'people', ...narrowing, explain })
        const { stages, read, skipped } = meta.explanation!
        const [from, to] = [24 * HOUR_MS, 5 * 24 * HOUR_MS]
        const inRange = events.filter(({ time }) => time >= from && time < to)
        const onA = inRange.filter(({ fields }) => fields['page'] === 'A')
        const isNew = new Set(
          inRange.filter(({ fields }) => fields['test'] === 'new').map(({ person }) => person),
        )
        const both = onA.filter(({ person }) => isNew.has(person))
        const count = (some: readonly MemoryEvent[]) => ({
          events: some.length,
          people: new Set(some.map(({ person }) => person)).size,
        })
        const counted = [
          { kind: 'range', name: null, ...count(inRange) },
          { kind: 'segment', name: null, ...count(onA) },
          { kind: 'segment', name: null, ...count(both) },
        ]
        expect(stages).toEqual(counted)
        expect(read.events - skipped.events).toBe(both.length)
        const [ofAll, ofColumn] = narrowing.segments
        const cell = await ask(
          { source },
          {
            kind: 'freeform',
            dateRange: narrowing.dateRange,
            segments: [ofAll!],
            rows: { dimension: 'page' },
            columns: [{ metric: 'people', segments: [ofColumn!] }],
            explain: { column: 'c1' },
          },
        )
        const ofCell = cell.meta.explanation!
        expect(ofCell.stages).toEqual(counted)
        expect(ofCell.read.events - ofCell.skipped.events).toBe(onA.length)
      }),
      { numRuns: 60 },
    )
  })
})
