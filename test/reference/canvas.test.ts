import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import { canvasNodeSegment } from '../../src/query/reports/canvas/node-segment.ts'
import type { CanvasRequest, CanvasResult } from '../../src/query/reports/canvas/request.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import { ask } from '../support/ask.ts'
import { comesTo, followedOn, follows, goesAlong, type Pages, pathsOf, placesOf } from './canvas.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'

const nodes = ['A', 'B', 'C', 'D'] as const
const MINUTE_MS = 60_000

const journeys = fc.array(fc.array(fc.constantFrom(...nodes, 'X', null), { maxLength: 9 }), {
  maxLength: 4,
})

/** Arrows from earlier to later letters, so that they form no circle. */
const arrowsOf = fc.uniqueArray(
  fc.constantFrom(
    ...nodes.flatMap((a, i) => nodes.slice(i + 1).map((b): [string, string] => [a, b])),
  ),
  { selector: (pair) => pair.join(), maxLength: 6 },
)

/** The last person only makes sure that the field exists. */
const worldOf = (people: readonly Pages[]) =>
  createMemorySource(
    [...people, ['X']].flatMap((pages, person) =>
      pages.map((page, i) => ({
        person: `p${person}`,
        // Two events share each time: order decides, not time.
        time: Math.floor(i / 2) * MINUTE_MS,
        fields: { page, amount: 2 ** i },
      })),
    ),
  )

const definitions = [
  {
    kind: 'calculated-metric',
    id: 'amount-per-event',
    formula: { op: '/', args: [{ metric: 'amount' }, { metric: 'events' }] },
  },
]

/** With those before them, the bits of the nodes no longer fit into bytes. */
const allNodes = fc.constantFrom(nodes, [...'VWYZU', ...nodes])

const requestOf = (arrows: [string, string][], of: readonly string[] = nodes) => ({
  kind: 'canvas',
  nodes: of.map((id) => ({ id, components: [{ dimension: 'page', item: id }] })),
  arrows,
})

describe('a canvas on random worlds', () => {
  it('agrees with trying every choice of events', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, arrowsOf, allNodes, async (people, arrows, of) => {
        const graph = { nodes: of, arrows }
        const result = await ask<CanvasResult>({ source: worldOf(people) }, requestOf(arrows, of))
        const count = (passes: (pages: Pages) => boolean) => people.filter(passes).length
        for (const { id, containers, value, fallout } of result.nodes) {
          const out = arrows.filter(([from]) => from === id)
          const stays = (pages: Pages) =>
            comesTo(graph, pages, id) && !out.some((arrow) => follows(graph, pages, arrow))
          expect(containers, id).toBe(count((pages) => comesTo(graph, pages, id)))
          expect(value).toBe(containers)
          expect(fallout, `fallout of ${id}`).toBe(out.length === 0 ? 0 : count(stays))
        }
        for (const { from, to, containers } of result.arrows) {
          expect(containers).toBe(count((pages) => follows(graph, pages, [from, to])))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('measures on a node what happens once the path came to the node before it', async () => {
    const metrics = ['events', 'amount', 'amount-per-event'] as const
    const property = fc.asyncProperty(
      journeys,
      arrowsOf,
      fc.constantFrom(...metrics),
      async (people, arrows, metric) => {
        const graph = { nodes, arrows }
        const request = { ...requestOf(arrows), metric, secondaryMetric: 'amount' }
        const result = await ask<CanvasResult>({ source: worldOf(people), definitions }, request)
        const measure = (placesIn: (pages: Pages) => number[]) => {
          const places = people.flatMap(placesIn)
          const amount = places.reduce((sum, place) => sum + 2 ** place, 0)
          const values = {
            events: places.length,
            amount,
            'amount-per-event': places.length === 0 ? null : amount / places.length,
          }
          return [values[metric], amount]
        }
        for (const { id, value, secondary } of result.nodes) {
          const expected = measure((pages) => placesOf(arrows, pages, id))
          expect([value, secondary], id).toEqual(expected)
        }
        for (const { from, to, value } of result.arrows) {
          const [expected] = measure((pages) => followedOn(graph, pages, [from, to]))
          expect(value, `${from} → ${to}`).toBe(expected)
        }
      },
    )
    await fc.assert(property, { numRuns: 150 })
  })

  it('names the best of the paths that someone went along', async () => {
    const property = fc.asyncProperty(journeys, arrowsOf, allNodes, async (people, arrows, of) => {
      const request = { ...requestOf(arrows, of), metric: 'amount' }
      const { bestPath } = await ask<CanvasResult>({ source: worldOf(people) }, request)
      const count = (path: readonly string[]) =>
        people.filter((pages) => goesAlong(pages, path)).length
      const rates = pathsOf({ nodes, arrows }).flatMap((path) =>
        count(path) === 0 ? [] : [count(path) / count(path.slice(0, 1))],
      )
      expect(bestPath === null).toBe(rates.length === 0)
      if (bestPath === null) return
      expect(bestPath.rate).toBe(Math.max(...rates))
      const { nodes: best } = bestPath
      expect(pathsOf({ nodes, arrows })).toContainEqual(best)
      expect(count(best) / count(best.slice(0, 1))).toBe(bestPath.rate)
    })
    await fc.assert(property, { numRuns: 200 })
  })

  it('has on each node the people of the segment that it opens', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, arrowsOf, async (people, arrows) => {
        const source = worldOf(people)
        const result = await ask<CanvasResult>({ source }, requestOf(arrows))
        const dateRange = { start: '1970-01-01', end: '2100-01-01' }
        const request = parseRequest({ dataView: 'v', dateRange, ...requestOf(arrows) })
        for (const { id, containers } of result.nodes) {
          const segments = [canvasNodeSegment(request as CanvasRequest, id)]
          expect(await ask({ source }, { kind: 'people', segments })).toMatchObject({
            count: containers,
          })
        }
      }),
      { numRuns: 60 },
    )
  })

  it('equals the fallout where its nodes are a chain', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, async (people) => {
        const source = worldOf(people)
        const arrows = nodes.slice(1).map((to, i): [string, string] => [nodes[i]!, to])
        const steps = nodes.map((item) => ({ any: [{ dimension: 'page', item }] }))
        const chain = await ask<CanvasResult>({ source }, requestOf(arrows))
        const funnel = await ask<FalloutResult>({ source }, { kind: 'fallout', steps })
        const counts = funnel.series[0]!.steps.map(({ count }) => count)
        expect(chain.nodes.map(({ containers }) => containers)).toEqual(counts)
        const lost = funnel.series[0]!.steps.slice(1).map(({ fallout }) => fallout)
        expect(chain.nodes.map(({ fallout }) => fallout)).toEqual([...lost, 0])
      }),
      { numRuns: 60 },
    )
  })
})
