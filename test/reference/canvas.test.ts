import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import { canvasNodeSegment } from '../../src/query/reports/canvas/segment-request.ts'
import type { CanvasRequest, CanvasResult } from '../../src/query/reports/canvas/request.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import { ask } from '../support/ask.ts'
import { comesTo, follows, type Pages } from './canvas.ts'
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
        fields: { page },
      })),
    ),
  )

const requestOf = (arrows: [string, string][]) => ({
  kind: 'canvas',
  nodes: nodes.map((id) => ({ id, components: [{ dimension: 'page', item: id }] })),
  arrows,
})

describe('a canvas on random worlds', () => {
  it('agrees with trying every choice of events', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, arrowsOf, async (people, arrows) => {
        const graph = { nodes, arrows }
        const result = await ask<CanvasResult>({ source: worldOf(people) }, requestOf(arrows))
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
