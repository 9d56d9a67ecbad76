import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import type { PathsResult } from '../../src/query/reports/paths/request.ts'
import { ask } from '../support/ask.ts'
import { type Pages, pathOf, type PathRules } from './paths.ts'

const pages = fc.array(fc.constantFrom('A', 'B', 'C', 'Buy', null), { maxLength: 10 })

const rules: fc.Arbitrary<PathRules> = fc.record({
  steps: fc.integer({ min: 1, max: 4 }),
  repeats: fc.boolean(),
  loops: fc.constantFrom('keep', 'drop'),
  to: fc.constant('Buy'),
  from: fc.constantFrom('A', null),
})

/** The last person only makes sure that the field exists. */
const worldOf = (people: readonly Pages[]) =>
  createMemorySource(
    [...people, ['Z']].flatMap((journey, person) =>
      journey.map((page, i) => ({
        person: `p${person}`,
        time: Math.floor(i / 2) * 60_000,
        fields: { page },
      })),
    ),
  )

const is = (page: string) => ({ where: { dimension: 'page', op: 'equals', value: page } })

it('paths agree with walking every journey by the letter of the rules', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pages, { maxLength: 5 }), rules, async (people, rule) => {
      const { steps, repeats, loops, to, from } = rule
      const result = await ask<PathsResult>(
        { source: worldOf(people) },
        {
          kind: 'paths',
          dimension: 'page',
          container: 'person',
          steps,
          repeats,
          loops,
          to: is(to),
          ...(from === null ? {} : { from: is(from) }),
        },
      )
      const taken = [...people, ['Z']].flatMap((journey) => pathOf(journey, rule) ?? [])
      const expected = new Map<string, [number, number]>()
      for (const { items, isConverted } of taken) {
        const name = JSON.stringify(items)
        const [count, conversions] = expected.get(name) ?? [0, 0]
        expected.set(name, [count + 1, conversions + Number(isConverted)])
      }
      const found = new Map(
        result.paths.map(({ items, count, conversions }) => [
          JSON.stringify(items),
          [count, conversions],
        ]),
      )
      expect(found).toEqual(expected)
      expect(result.total).toBe(taken.length)
      expect(result.conversions).toBe(taken.filter(({ isConverted }) => isConverted).length)
    }),
    { numRuns: 200 },
  )
})
