import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileDerivedField } from '../../src/query/derived-fields/compile.ts'
import type { Item } from '../../src/model/result.ts'
import { compilationOf, itemsPerRow, type Row, sourceOf, viewOf } from '../support/items-per-row.ts'

/** `weight` was never a code, so that a rule which reads it is evaluated per event. */
const row: fc.Arbitrary<Row> = fc.record({
  fields: fc.record({
    url: fc.constantFrom('', 'https://a.b/?c=2', 'https://a.b/x?c=10', 'https://A.b/?d=2', 'c=2'),
    tag: fc.constantFrom('', '2', 'x', 'a.b'),
    weight: fc.constantFrom(null, 0, 1.5),
  }),
})

const textRules = [
  { function: 'url-parse', part: 'query', parameter: 'c' },
  { function: 'url-parse', part: 'host' },
  { function: 'lowercase' },
  { function: 'find-replace', find: 'a', replace: '2' },
  { function: 'split', delimiter: '=', from: 'right', index: 1 },
  { function: 'regex-replace', pattern: '[0-9]+', output: '$0!' },
  { function: 'classify', values: { '2': 'two', 'a.b': 'A' } },
]

const early = (upTo: number) =>
  fc.oneof(
    fc.constantFrom({ field: 'url' }, { field: 'tag' }),
    fc.nat({ max: upTo }).map((index) => ({ rule: `r${index}` })),
  )
const value = fc.constantFrom('2', 'a.b', 'two', 'https')
const op = fc.constantFrom('equals', 'not-equals', 'contains', 'exists', 'not-exists')
const outcome = fc.oneof(
  value.map((one) => ({ value: one })),
  early(2),
)
const test = fc
  .record({ input: early(2), op, value })
  .map(({ value: one, ...rest }) => (rest.op.endsWith('exists') ? rest : { ...rest, value: one }))
const when = fc.oneof(
  test,
  test.map((not) => ({ not })),
  fc.array(test, { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
  fc.array(test, { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
)
const rules = fc.tuple(
  fc.tuple(fc.constantFrom(...textRules), fc.constantFrom('url', 'tag')),
  fc.tuple(fc.constantFrom(...textRules), early(0)),
  fc.tuple(fc.constantFrom(...textRules), early(1)),
)
const branches = fc.array(fc.record({ when, then: outcome }), { minLength: 1, maxLength: 3 })

/** Holds for no event, but has to be asked for each. */
const never = {
  when: { not: { or: ['exists', 'not-exists'].map((exists) => weighs(exists)) } },
  then: { value: 'never' },
}
function weighs(exists: string) {
  return { input: { field: 'weight' }, op: exists }
}

async function evaluated(rows: readonly Row[], all: readonly object[]) {
  const view = viewOf({ derivedFields: [{ id: 'derived', rules: all }] })
  const source = sourceOf(rows, { batchEvents: 5, runners: 2, types: { weight: 'number' } })
  const c = await compilationOf(source, view)
  const found = await compileDerivedField(c, view.derivedFields[0]!)
  const { nodes } = c.plan.build([{ kind: 'distinct-numbers', input: found.ref, mask: null }])
  const ops: readonly string[] = nodes.map(({ op }) => op)
  return { ops, items: await itemsPerRow(c, found, rows.length) }
}

const runs = { numRuns: 60 }
const PATIENCE_MS = 60_000

describe('rules decided once per code agree with rules per event', { timeout: PATIENCE_MS }, () => {
  it('case when over functions of fields', async () => {
    const rows = fc.array(row, { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(rows, rules, branches, outcome, async (all, texts, given, otherwise) => {
        const before = texts.map(([rule, input], index) => ({
          ...rule,
          id: `r${index}`,
          input: typeof input === 'string' ? { field: input } : input,
        }))
        const choose = (cases: readonly object[]) => [
          ...before,
          { function: 'case-when', branches: cases, otherwise },
        ]
        const coded = await evaluated(all, choose(given))
        const perEvent = await evaluated(all, choose([never, ...given]))
        expect(coded.items).toEqual(perEvent.items)
        expect(perEvent.ops).toContain('select-codes')
        expect(coded.ops).not.toContain('select-codes')
      }),
      runs,
    )
  })

  it('math and merge fields over numbers spelled by texts', async () => {
    const rows = fc.array(row, { minLength: 1, maxLength: 12 })
    const operator = fc.constantFrom('+', '-', '*', '/', '^')
    await fc.assert(
      fc.asyncProperty(rows, operator, operator, async (all, first, second) => {
        const [a, b, m] = ['a', 'b', 'm'].map((rule) => ({ rule }))
        const before = [
          {
            function: 'url-parse',
            id: 'c',
            part: 'query',
            parameter: 'c',
            input: { field: 'url' },
          },
          { function: 'typecast', id: 'a', to: 'number', input: { rule: 'c' } },
          { function: 'typecast', id: 'b', to: 'number', input: { field: 'tag' } },
          { function: 'math', id: 'm', formula: { op: first, args: [a, 0, b] } },
        ]
        const summed = { function: 'math', formula: { op: second, args: [m, a] } }
        const merged = { function: 'merge-fields', inputs: [m, a] }
        const sums = await evaluated(all, [...before, summed])
        const merges = await evaluated(all, [...before, merged])
        const slow = all.map(({ fields }) => {
          const x = Number(/c=(\d+)/.exec(String(fields['url']).replace(/^c.*/, ''))?.[1])
          const y = fields['tag'] === '2' ? 2 : Number.NaN
          const made = apply(first, apply(first, x, 0), y)
          return { sum: apply(second, made, x), merged: Number.isNaN(made) ? x : made }
        })
        expect(sums.items).toEqual(slow.map(({ sum }) => [orNull(sum)]))
        expect(merges.items).toEqual(slow.map((one) => [orNull(one.merged)]))
      }),
      runs,
    )
  })
})

const orNull = (x: number): Item => (Number.isNaN(x) ? null : x)

function apply(operator: string, x: number, y: number): number {
  const made = { '+': x + y, '-': x - y, '*': x * y, '/': x / y, '^': x ** y }[operator]!
  return Number.isFinite(made) ? made : Number.NaN
}
