import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/identity/simulation/index.ts'
import { simulationRequest } from '../../src/model/identity-simulation.ts'
import { linkSlowly, type SlowEvent, type SlowRules } from './identity.ts'

const namespaces = ['crm', 'email', 'login', 'cookie']

const identity = fc
  .tuple(fc.constantFrom(...namespaces), fc.integer({ min: 0, max: 2 }))
  .map(([namespace, id]) => `${namespace}:${id}`)

const pair = fc.tuple(identity, identity).filter(([a, b]) => a !== b)

const event = fc.record({
  time: fc.integer({ min: 0, max: 9 }).map((minute) => minute * 60_000),
  ids: fc.uniqueArray(identity, { minLength: 1, maxLength: 3 }),
})

const events = fc.array(event, { maxLength: 14 })

const rules: fc.Arbitrary<SlowRules> = fc.record({
  priority: fc.shuffledSubarray(namespaces, { minLength: 4 }),
  unique: fc.subarray(namespaces),
  pairs: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.shuffledSubarray(namespaces, { minLength: 2, maxLength: 2 }), fc.nat(1))
        .map(([[from, to], more]) => [{ from: from!, to: to!, max: 1 + more }]),
    },
  ),
  together: fc.array(pair, { maxLength: 2 }),
  never: fc.array(pair, { maxLength: 2 }),
})

const run = (settings: object, given: readonly SlowEvent[]) =>
  simulate(simulationRequest.parse({ settings, events: given }))

/** What there is of an answer that does not name events. */
const outcome = ({ graphs, lost }: Awaited<ReturnType<typeof run>>) => ({
  graphs,
  lost: lost.map(({ link, to, reason }) => ({ link, to, reason })).sort(byText),
})

const byText = (x: object, y: object) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1)

describe('linking', () => {
  it('is what slow, obvious code gives', async () => {
    await fc.assert(
      fc.asyncProperty(rules, events, async (settings, given) => {
        const answer = await run(settings, given)
        const lost = answer.lost.map(({ link }) => link.join(' ')).sort()
        expect({ graphs: answer.graphs, lost }).toEqual(linkSlowly(settings, given))
      }),
      { numRuns: 1500 },
    )
  })

  it('does not depend on the order of arrival, nor on what arrives twice', async () => {
    const shuffled = events.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray([...given, ...given], { minLength: given.length * 2 }),
      ),
    )
    await fc.assert(
      fc.asyncProperty(rules, shuffled, async (settings, [given, arrived]) => {
        expect(outcome(await run(settings, arrived))).toEqual(outcome(await run(settings, given)))
      }),
      { numRuns: 500 },
    )
  })

  it('gives in steps, for the components that a step touches, what it gives at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        events,
        fc.integer({ min: 1, max: 4 }),
        async (settings, given, size) => {
          const reached = (ids: readonly string[], known: readonly SlowEvent[]) => {
            const touched = new Set(ids)
            const lists = [...known.map((each) => each.ids), ...settings.together]
            for (let before = 0; before < touched.size; ) {
              before = touched.size
              for (const list of lists) {
                if (list.some((id) => touched.has(id))) for (const id of list) touched.add(id)
              }
            }
            return touched
          }
          let graphs = (await run(settings, [])).graphs
          for (let end = 0; end < given.length; end += size) {
            const known = given.slice(0, end + size)
            const touched = reached(
              given.slice(end, end + size).flatMap(({ ids }) => ids),
              known,
            )
            const keep = (pairs: readonly (readonly [string, string])[]) =>
              pairs.filter((ids) => ids.every((id) => touched.has(id)))
            const anew = await run(
              { ...settings, together: keep(settings.together), never: keep(settings.never) },
              known.filter(({ ids }) => ids.some((id) => touched.has(id))),
            )
            graphs = [...graphs.filter(([id]) => !touched.has(id!)), ...anew.graphs]
          }
          const atOnce = (await run(settings, given)).graphs
          expect([...graphs].sort(byText)).toEqual([...atOnce].sort(byText))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('never puts two ids of a unique namespace into a graph, nor what must be apart', async () => {
    await fc.assert(
      fc.asyncProperty(rules, events, async (settings, given) => {
        for (const graph of (await run(settings, given)).graphs) {
          for (const namespace of settings.unique) {
            expect(graph.filter((id) => id.startsWith(`${namespace}:`)).length).toBeLessThan(2)
          }
          for (const ids of settings.never) {
            expect(ids.every((id) => graph.includes(id))).toBe(false)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keeps no more ids in a graph than limits allow, those that were seen last', async () => {
    const limited = fc.tuple(rules, fc.integer({ min: 1, max: 2 }))
    await fc.assert(
      fc.asyncProperty(limited, events, async ([{ priority, unique }, count], given) => {
        const settings = { priority, unique, limits: { cookie: { count } } }
        for (const graph of (await run(settings, given)).graphs) {
          const cookies = graph.filter((id) => id.startsWith('cookie:'))
          expect(cookies.length).toBeLessThanOrEqual(count)
        }
      }),
      { numRuns: 300 },
    )
  })
})
