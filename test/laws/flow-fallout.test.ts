import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import type { FlowResult } from '../../src/query/reports/flow/request.ts'
import type { PeopleResult } from '../../src/query/reports/people/request.ts'
import { ask } from '../support/ask.ts'

const pages = ['A', 'B', 'C'] as const

/** Every event has a page, so that the next event and the next instance are the same. */
const journeys = fc.array(fc.array(fc.constantFrom(...pages), { maxLength: 12 }), { maxLength: 4 })

/** Gaps of 0, 10 or 40 minutes: shared times, one session, several sessions. */
const worldOf = (people: readonly (readonly string[])[]) =>
  createMemorySource(
    [...people, ['Z']].flatMap((journey, person) =>
      journey.map((page, i) => ({
        person: `p${person}`,
        time: [0, 0, 10, 50, 60, 60, 100, 110, 150, 150, 160, 200][i]! * 60_000,
        fields: { page },
      })),
    ),
  )

const step = (item: string) => ({ any: [{ dimension: 'page', item }] })
const containers = fc.constantFrom('person', 'session')

describe('on random worlds', () => {
  it('a flow link with repeats equals the two-step next-event fallout in attempts', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, containers, async (people, container) => {
        const source = worldOf(people)
        for (const from of pages) {
          const anchor = { 'starts-with': { item: from } }
          const common = { container, dimension: 'page', columns: 1, repeats: true }
          const isThere = people.flat().includes(from)
          if (!isThere) continue
          const { links } = await ask<FlowResult>(
            { source },
            {
              kind: 'flow',
              anchor,
              ...common,
            },
          )
          for (const to of pages) {
            const funnel = await ask<FalloutResult>(
              { source },
              {
                kind: 'fallout',
                container,
                steps: [step(from), step(to)],
                between: ['next'],
                count: 'attempts',
              },
            )
            const link = links.find((one) => one.from === `0:${from}` && one.to === `1:${to}`)
            expect(link?.paths ?? 0, `${from} → ${to}`).toBe(funnel.series[0]!.steps[1]!.count)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('a fallout step has the people of its sequential segment', async () => {
    await fc.assert(
      fc.asyncProperty(
        journeys,
        fc.array(fc.constantFrom(...pages), { minLength: 1, maxLength: 4 }),
        async (people, path) => {
          const source = worldOf(people)
          const funnel = await ask<FalloutResult>(
            { source },
            {
              kind: 'fallout',
              steps: path.map(step),
            },
          )
          for (const [index, { count }] of funnel.series[0]!.steps.entries()) {
            const sequence = path
              .slice(0, index + 1)
              .map((value) => ({ dimension: 'page', op: 'equals', value }))
            const segments = [{ container: 'person', where: { sequence } }]
            const found = await ask<PeopleResult>({ source }, { kind: 'people', segments })
            expect(found.count).toBe(count)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
