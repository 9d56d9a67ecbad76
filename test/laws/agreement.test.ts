import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import { canvasNodeSegment } from '../../src/query/reports/canvas/node-segment.ts'
import type { CanvasRequest, CanvasResult } from '../../src/query/reports/canvas/request.ts'
import type { CohortResult } from '../../src/query/reports/cohort/request.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import type { FlowResult } from '../../src/query/reports/flow/request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import type { HistogramResult } from '../../src/query/reports/histogram/request.ts'
import type { ReportResult } from '../../src/query/reports/index.ts'
import type { NextPreviousResult } from '../../src/query/reports/next-previous/request.ts'
import type { PathsResult } from '../../src/query/reports/paths/request.ts'
import type { PeopleResult } from '../../src/query/reports/people/request.ts'
import type { RetentionResult } from '../../src/query/reports/retention/request.ts'
import type { VennResult } from '../../src/query/reports/venn/request.ts'
import { ask } from '../support/ask.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const DAYS = 6
const pages = ['A', 'B', 'C'] as const
const dateRange = { start: '1970-01-01', end: '1970-01-07' }

/** Gaps within and between sessions, colliding times, events without a page. */
const event = fc.record({
  person: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
  time: fc.integer({ min: 0, max: DAYS * 72 - 1 }).map((part) => part * 20 * MINUTE_MS),
  fields: fc.record({ page: fc.constantFrom(...pages, null) }),
})

/** Events that are near each other: two days, so that paths meet. */
const closeEvent = event.map((one) => ({ ...one, time: one.time % (DAY_MS / 4) }))

const known = pages.map((page): MemoryEvent => ({ person: 'zoe', time: 0, fields: { page } }))
const worldOf = (one: typeof event) =>
  fc
    .array(one, { maxLength: 30, size: 'max' })
    .map((events): MemoryEvent[] => [...known, ...events])
const worlds = worldOf(event)
const closeWorlds = worldOf(closeEvent)

type Ask = <R extends ReportResult>(request: object) => Promise<R>

const askOn =
  (events: readonly MemoryEvent[]): Ask =>
  (request) =>
    ask(
      { events, options: { batchEvents: 8, runners: 2 } },
      {
        dateRange,
        ...request,
      },
    )

const is = (value: string) => ({ dimension: 'page', op: 'equals' as const, value })
const does = (value: string) => ({ where: is(value) })
const step = (item: string) => ({ any: [{ dimension: 'page', item }] })
const countOf = async (askHere: Ask, segment: object): Promise<number> =>
  (await askHere<PeopleResult>({ kind: 'people', segments: [segment] })).count

const containers = fc.constantFrom('person', 'session')
const page = fc.constantFrom(...pages)
const runs = { numRuns: 40 }

describe('reports agree on random worlds', () => {
  it('a fallout step and its sequential segment, by people and by sessions, eventual or next', async () => {
    const between = fc.constantFrom('eventual', 'next')
    const ways = fc.array(fc.tuple(page, between), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(closeWorlds, ways, containers, async (events, way, container) => {
        const askHere = askOn(events)
        const funnel = await askHere<FalloutResult>({
          kind: 'fallout',
          container,
          steps: way.map(([item]) => step(item)),
          between: way.slice(1).map(([, rule]) => rule),
        })
        const counts = funnel.series[0]!.steps.map(({ count }) => count)
        for (const [last, count] of counts.entries()) {
          const sequence = way.slice(0, last + 1).map(([item, rule], k) => {
            if (k === 0 || rule === 'eventual') return is(item)
            return { step: is(item), within: { events: 1 } }
          })
          const where = sequence.length === 1 ? is(way[0]![0]) : { sequence }
          const { totals } = await askHere<FreeformResult>({
            kind: 'freeform',
            rows: { dimension: 'day' },
            columns: [{ metric: container === 'person' ? 'people' : 'sessions' }],
            segments: [{ container, where }],
          })
          expect(totals[0], JSON.stringify(sequence)).toBe(count)
        }
      }),
      runs,
    )
  })

  it('a canvas node and the people of its segment', async () => {
    const nodes = fc.array(page, { minLength: 2, maxLength: 4, size: 'max' })
    const links = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 6, size: 'max' })
    await fc.assert(
      fc.asyncProperty(closeWorlds, nodes, links, async (events, places, pairs) => {
        const askHere = askOn(events)
        const isThere = ([a, b]: readonly [number, number]) => a < b && b < places.length
        const arrows = [...new Set(pairs.filter(isThere).map((pair) => JSON.stringify(pair)))]
        const request = {
          kind: 'canvas',
          dateRange,
          nodes: places.map((place, k) => ({ id: `${k}`, where: is(place) })),
          arrows: arrows.map((pair) => (JSON.parse(pair) as number[]).map(String)),
        }
        const parsed = parseRequest({ dataView: 'v', ...request }) as CanvasRequest
        const canvas = await askHere<CanvasResult>(request)
        for (const { id, containers: count, value } of canvas.nodes) {
          expect(await countOf(askHere, canvasNodeSegment(parsed, id))).toBe(count)
          expect(value).toBe(count)
        }
      }),
      runs,
    )
  })

  it('a cohort cell and the people who are included on one day and come back on another', async () => {
    const onDay = (value: string, day: number) => {
      const [start, end] = [day, day + 1].map((at) => new Date(at * DAY_MS).toISOString())
      return { container: 'event', where: { and: [is(value), { dateRange: { start, end } }] } }
    }
    await fc.assert(
      fc.asyncProperty(worlds, page, page, async (events, start, back) => {
        const askHere = askOn(events)
        const { rows } = await askHere<CohortResult>({
          kind: 'cohort',
          granularity: 'day',
          inclusion: does(start),
          return: does(back),
        })
        expect(rows).toHaveLength(DAYS)
        for (const [day, { included, cells }] of rows.entries()) {
          const inDay = onDay(start, day)
          expect(await countOf(askHere, { container: 'person', where: inDay })).toBe(included)
          for (const [k, cell] of cells.entries()) {
            if (cell === null) continue
            const where = { and: [inDay, onDay(back, day + k + 1)] }
            expect(await countOf(askHere, { container: 'person', where })).toBe(cell)
          }
        }
      }),
      { numRuns: 12 },
    )
  })

  it('the paths into a first conversion and the flow that ends with it', async () => {
    await fc.assert(
      fc.asyncProperty(closeWorlds, page, containers, async (events, goal, container) => {
        const askHere = askOn(events)
        const common = { dimension: 'page', container, excludeItems: [] }
        const paths = await askHere<PathsResult>({
          kind: 'paths',
          ...common,
          to: does(goal),
          steps: 2,
          limit: 100,
        })
        const flow = await askHere<FlowResult>({
          kind: 'flow',
          ...common,
          anchor: { 'ends-with': { item: goal } },
          occurrence: 'first',
          columns: 2,
          itemsPerColumn: 10,
        })
        const ends = new Map<string, number>()
        const pairs = new Map<string, number>()
        const add = (map: Map<string, number>, name: string, count: number) => {
          if (count > 0) map.set(name, (map.get(name) ?? 0) + count)
        }
        for (const { items, conversions } of paths.paths) {
          const [last, before] = [items.at(-1), items.at(-2)]
          add(ends, last === undefined ? '-1:entered' : `-1:${last}`, conversions)
          if (last === undefined) continue
          const from = before === undefined ? '-2:entered' : `-2:${before}`
          add(pairs, `${from} -1:${last}`, conversions)
        }
        const nodes = flow.columns.find(({ column }) => column === -1)?.nodes ?? []
        expect(new Map(nodes.map(({ id, paths: count }) => [id, count]))).toEqual(ends)
        const links = flow.links.filter(({ to }) => to.startsWith('-1:') && !to.endsWith('entered'))
        expect(new Map(links.map(({ from, to, paths: n }) => [`${from} ${to}`, n]))).toEqual(pairs)
        expect(paths.conversions).toBe(flow.containers)
      }),
      runs,
    )
  })

  it('the next or previous items and the column of a flow beside its anchor', async () => {
    const direction = fc.constantFrom('next', 'previous')
    const repeats = fc.boolean()
    await fc.assert(
      fc.asyncProperty(closeWorlds, page, direction, repeats, async (events, item, way, again) => {
        const askHere = askOn(events)
        const common = { dimension: 'page', repeats: again }
        const found = await askHere<NextPreviousResult>({
          kind: 'next-previous',
          ...common,
          item,
          direction: way,
        })
        const anchor = way === 'next' ? 'starts-with' : 'ends-with'
        const { columns } = await askHere<FlowResult>({
          kind: 'flow',
          ...common,
          anchor: { [anchor]: { item } },
          columns: 1,
        })
        const side = columns.find(({ column }) => column !== 0)!
        const counts = (nodes: readonly { item: unknown; count: number }[]) =>
          new Map(nodes.map((node) => [node.item, node.count]))
        expect(counts(found.rows)).toEqual(
          counts(side.nodes.map((node) => ({ item: node.item, count: node.paths }))),
        )
        expect(found.rows.reduce((sum, { count }) => sum + count, 0)).toBe(found.total)
      }),
      runs,
    )
  })

  it('the buckets of a histogram and the people (or sessions) who are in any', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, containers, async (events, container) => {
        const askHere = askOn(events)
        const { buckets } = await askHere<HistogramResult>({
          kind: 'histogram',
          container,
          metric: 'events',
          buckets: 50,
        })
        const { totals } = await askHere<FreeformResult>({
          kind: 'freeform',
          rows: { dimension: 'page' },
          columns: [
            { metric: container === 'person' ? 'people' : 'sessions' },
            { metric: 'events' },
          ],
        })
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(totals[0])
        expect(buckets.reduce((sum, { from, count }) => sum + from * count, 0)).toBe(totals[1])
      }),
      runs,
    )
  })

  it('retention by elapsed days and a cohort by days, where all events are at midnight', async () => {
    const midnight = fc.uniqueArray(
      event.map((one) => ({ ...one, time: Math.floor(one.time / DAY_MS) * DAY_MS })),
      {
        maxLength: 30,
        size: 'max',
        selector: ({ person, time, fields }) => `${person} ${time} ${fields.page}`,
      },
    )
    const brackets = [1, 2, 3].map((day) => [day, day])
    await fc.assert(
      fc.asyncProperty(midnight, page, page, async (own, start, back) => {
        const later = { person: 'yan', time: 9 * DAY_MS, fields: { page: null } }
        const askHere = askOn([...known, ...own, later])
        const { series } = await askHere<RetentionResult>({
          kind: 'retention',
          start: does(start),
          return: does(back),
          brackets,
          entry: 'each',
        })
        const { rows } = await askHere<CohortResult>({
          kind: 'cohort',
          granularity: 'day',
          inclusion: does(start),
          return: does(back),
        })
        // Starts from which day 3 is over within the range.
        const reached = rows.slice(0, DAYS - 3)
        const sum = (of: (row: (typeof rows)[number]) => number) =>
          reached.reduce((total, row) => total + of(row), 0)
        expect(series[0]!.included).toBe(sum(({ included }) => included))
        for (const [k, { count }] of series[0]!.brackets.entries()) {
          expect(count, `day ${k + 1}`).toBe(sum(({ cells }) => cells[k]!))
        }
      }),
      runs,
    )
  })

  it('the areas of a venn and the people of both segments', async () => {
    const segmentOf = (value: string) => ({ container: 'person', where: is(value) })
    await fc.assert(
      fc.asyncProperty(worlds, async (events) => {
        const askHere = askOn(events)
        const sets = pages.map(segmentOf)
        const { areas } = await askHere<VennResult>({ kind: 'venn', metric: 'people', sets })
        for (const { sets: own, value } of areas) {
          const and = own
            .map((index) => is(pages[index]!))
            .map((where) => ({ container: 'person', where }))
          expect(await countOf(askHere, { container: 'person', where: { and } })).toBe(value)
        }
        const sizeOf = (count: number) =>
          areas
            .filter(({ sets: own }) => own.length === count)
            .reduce((n, { value }) => n + value!, 0)
        const anyOf = { container: 'person', where: { or: pages.map(is) } }
        expect(sizeOf(1) - sizeOf(2) + sizeOf(3)).toBe(await countOf(askHere, anyOf))
      }),
      runs,
    )
  })
})
