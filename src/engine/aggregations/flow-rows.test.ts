import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FlowAggregation } from './flow-aggregation.ts'
import { buildFlowRows } from './flow-rows.ts'
import { RowStore } from './flow-store.ts'
import { openTally, walkAll } from './flow-walk.ts'
import { PairCounts, type PairParts } from './pair-counts.ts'
import { nodes, randomPersons, scopeOf } from '../../../test/support/random-scope.ts'

const { x, y, mask, persons, sessions } = nodes
const columns = fc.array(fc.constantFrom(x, x, y), { maxLength: 4 })
const anchors = fc.constantFrom(
  { code: 1 },
  { code: 2 },
  { code: 300 },
  { mask: mask[1]! },
  { mask: null },
  { isEntry: true } as const,
)
const focus = fc.array(
  fc.record({ column: fc.integer({ min: -2, max: 3 }), code: fc.integer({ min: -1, max: 3 }) }),
  { maxLength: 2 },
)
const aggregations: fc.Arbitrary<FlowAggregation> = fc.record({
  kind: fc.constant('flow' as const),
  runs: fc.constantFrom(persons, sessions),
  mask: fc.constantFrom(null, mask[0]!),
  anchor: anchors,
  occurrence: fc.constantFrom('every', 'first', 'last'),
  before: columns,
  after: columns,
  pathing: fc.constantFrom(x, y),
  repeats: fc.boolean(),
  excluded: fc.subarray([1, 3]),
  focus: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: focus }),
})

/** How often each pair was counted in all parts, in order. */
function totals(parts: PairParts): string[] {
  const found = new Map<string, number>()
  for (const { a, b, counts } of parts) {
    a.forEach((code, i) => {
      const pair = `${code}>${b[i]}`
      if (code !== 0) found.set(pair, (found.get(pair) ?? 0) + (counts ? counts[i]! : 1))
    })
  }
  return [...found].map(([pair, count]) => `${pair} ${count}`).sort()
}

const counted = (all: readonly PairCounts[]) => all.map((pairs) => totals([pairs.columns()]))

describe('paths by kernels', () => {
  it('are those found by walking each container', () => {
    const widths = fc.constantFrom(0, 1, 2)
    const property = fc.property(
      randomPersons,
      aggregations,
      widths,
      (people, aggregation, width) => {
        const scope = scopeOf(people, width as 0 | 1 | 2)
        const walked = openTally(aggregation)
        walkAll(aggregation, scope, walked)
        const rows = buildFlowRows(aggregation, scope)!
        const { count, containers, allContainers } = rows
        expect({ anchors: count, containers, allContainers }).toEqual({
          anchors: walked.anchors,
          containers: walked.containers,
          allContainers: walked.allContainers,
        })
        for (const side of ['before', 'after'] as const) {
          const store = new RowStore(aggregation[side].length)
          store.add(rows[side], count, [])
          const links = aggregation[side].map((_, k) => totals(store.links(k)))
          expect(links).toEqual(counted(walked[side]))
        }
        const exits = new PairCounts()
        for (const code of rows.afterExit) exits.add(1, code)
        const { b, counts } = walked.afterExit.columns()
        expect(totals([exits.columns()])).toEqual(totals([{ a: b.map(() => 1), b, counts }]))
      },
    )
    fc.assert(property, { numRuns: 1500 })
  })
})

describe('many paths', () => {
  it('are counted in pairs, with nothing lost', () => {
    const [first, second] = [Uint8Array.of(1, 2, 0, 2), Uint16Array.of(300, 0, 0, 4)]
    const [few, many] = [new RowStore(2), new RowStore(2, 10)]
    const pairs = [new PairCounts(), new PairCounts()]
    for (let batch = 0; batch < 700; batch++) {
      few.add([first, second], 4, [])
      many.add([first, second], 4, pairs)
    }
    for (const k of [0, 1]) {
      const rest = [...many.links(k), pairs[k]!.columns()]
      expect(totals(rest)).toEqual(totals(few.links(k)))
    }
    expect(totals(few.links(1))).toEqual(['1>300 700', '2>0 700', '2>4 700'])
  })
})
