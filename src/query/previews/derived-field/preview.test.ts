import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Row, sourceOf, viewOf } from '../../../../test/support/items-per-row.ts'
import type { RulePreview } from '../../../model/answers/previews.ts'
import { indexDefinitions } from '../../compilation/definitions.ts'
import { previewDerivedField } from './preview.ts'

const PATIENCE_MS = 60_000

const field = (path: string) => ({ input: { field: path } })
const pages = ['home', 'Cart', 'help'] as const
type Page = (typeof pages)[number]

interface Event {
  readonly page: Page | null
  readonly reason: 'late' | null
  readonly amount: number | null
  readonly products: readonly { readonly name: string }[]
}

const event: fc.Arbitrary<Event> = fc.record({
  page: fc.constantFrom(null, ...pages),
  reason: fc.constantFrom(null, 'late'),
  amount: fc.constantFrom(null, 1, 5),
  products: fc.array(fc.record({ name: fc.constantFrom('hat', 'map') }), { maxLength: 3 }),
})
const events = fc.array(event, { minLength: 1, maxLength: 20 })

async function preview(all: readonly Event[], rules: readonly object[]) {
  const rows: Row[] = all.map((fields) => ({ fields: { ...fields } }))
  const view = viewOf({ derivedFields: [{ id: 'derived', rules }] })
  const options = { batchEvents: 3, types: { amount: 'number' } } as const
  const [derived] = view.derivedFields
  const settings = { now: 0, limit: 100 }
  const source = sourceOf(rows, options)
  return previewDerivedField(source, view, derived!, indexDefinitions([]), settings)
}

type Told = readonly [before: readonly unknown[], after: unknown, number: number | null]

/** How many events have each of the rows that they are told by, once each. */
function countRows(told: readonly (readonly Told[])[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const rows of told) {
    for (const row of new Set(rows.map((each) => JSON.stringify(each)))) {
      counts.set(row, (counts.get(row) ?? 0) + 1)
    }
  }
  return [...counts].toSorted()
}

const toldRows = (rows: RulePreview['rows']) =>
  rows
    .map((row) => [JSON.stringify([row.before, row.after, row.case]), row.events] as const)
    .toSorted()

describe('the preview of a derived field', { timeout: PATIENCE_MS }, () => {
  it('counts what each case takes, and tells values before and after, as slow code does', async () => {
    const rules = [
      { function: 'lowercase', id: 'low', ...field('page') },
      {
        function: 'case-when',
        branches: [
          { when: { ...field('amount'), op: 'gt', value: 1 }, then: { value: 'dear' } },
          {
            when: { input: { rule: 'low' }, op: 'equals', value: 'cart' },
            then: { field: 'page' },
          },
          { when: { ...field('amount'), op: 'exists' }, then: { value: null } },
        ],
        otherwise: { value: 'rest' },
      },
    ]
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const found = await preview(all, rules)
        const caseOf = ({ page, amount }: Event) => {
          if (amount !== null && amount > 1) return 0
          if (page?.toLowerCase() === 'cart') return 1
          return amount === null ? null : 2
        }
        const after = (one: Event) => {
          const number = caseOf(one)
          return number === null ? 'rest' : ['dear', one.page, null][number]
        }
        const numbers = all.map(caseOf)
        const count = (of: number | null) => numbers.filter((each) => each === of).length
        const [low, chosen] = found.rules
        expect(found.events).toBe(all.length)
        expect(chosen!.cases).toEqual({
          of: 'branches',
          events: [count(0), count(1), count(2)],
          none: count(null),
        })
        expect(chosen!.inputs).toEqual([{ field: 'amount' }, { rule: 'low' }, { field: 'page' }])
        const rows = countRows(
          all.map((one) => [
            [[one.amount, one.page?.toLowerCase() ?? null, one.page], after(one), caseOf(one)],
          ]),
        )
        expect(toldRows(chosen!.rows)).toEqual(rows)
        expect(chosen!.rowCount).toBe(rows.length)
        const unmatched = rows.filter(([row]) => row.endsWith('null]'))
        expect(toldRows(chosen!.unmatched.rows)).toEqual(unmatched)
        expect(chosen!.unmatched.count).toBe(unmatched.length)
        const lowered = all.map(
          ({ page }) => [[[page], page?.toLowerCase() ?? null, null]] as const,
        )
        expect(toldRows(low!.rows)).toEqual(countRows(lowered))
        expect(low!.cases).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })

  it('counts pairs of a classification on elements of a list, each event once for each', async () => {
    const values = { map: 'Map', nothing: 'Nothing' }
    const rules = [{ function: 'classify', ...field('products.name'), values, showOriginal: true }]
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        // Without any element there is no such field.
        fc.pre(all.some(({ products }) => products.length > 0))
        const found = (await preview(all, rules)).rules[0]!
        const names = all.map(({ products }) => products.map(({ name }) => name))
        const maps = names.filter((own) => own.includes('map')).length
        const others = names.filter((own) => own.length === 0 || own.includes('hat')).length
        expect(found.cases).toEqual({ of: 'values', events: [maps, 0], none: others })
        const told = names.map((own): Told[] =>
          own.length === 0
            ? [[[null], null, null]]
            : own.map((name) => (name === 'map' ? [['map'], 'Map', 0] : [['hat'], 'hat', null])),
        )
        expect(toldRows(found.rows)).toEqual(countRows(told))
      }),
      { numRuns: 40 },
    )
  })

  it('shows a row of each case, however rare, before more of a frequent one', async () => {
    const nothing = { reason: null, amount: null, products: [] }
    const all = ['home', 'home', 'home', 'Cart', 'Cart', 'help'] as const
    const rows: Row[] = all.map((page) => ({ fields: { ...nothing, page } }))
    const when = { ...field('page'), op: 'equals', value: 'help' }
    const rules = [{ function: 'case-when', branches: [{ when, then: { value: 'asked' } }] }]
    const view = viewOf({ derivedFields: [{ id: 'derived', rules }] })
    const [derived] = view.derivedFields
    const settings = { now: 0, limit: 2 }
    const found = await previewDerivedField(
      sourceOf(rows),
      view,
      derived!,
      indexDefinitions([]),
      settings,
    )
    expect(found.rules[0]).toMatchObject({
      rows: [
        { before: ['help'], after: 'asked', case: 0, events: 1 },
        { before: ['home'], after: null, case: null, events: 3 },
      ],
      rowCount: 3,
    })
  })

  it('says which field was merged, and which values became none', async () => {
    const rules = [
      { function: 'merge-fields', inputs: [{ field: 'page' }, { field: 'reason' }] },
      { function: 'regex-replace', ...field('page'), pattern: '^h', output: '$&' },
    ]
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const [merged, matched] = (await preview(all, rules)).rules
        const pagesSet = all.filter(({ page }) => page !== null).length
        const rest = all.filter(({ page }) => page === null)
        const none = rest.filter(({ reason }) => reason === null).length
        const cases = { of: 'inputs', events: [pagesSet, rest.length - none], none }
        expect(merged!.cases).toEqual(cases)
        const carts = all.filter(({ page }) => page === 'Cart').length
        expect(matched!.unmatched).toEqual({
          rows: carts === 0 ? [] : [{ before: ['Cart'], after: null, case: null, events: carts }],
          count: carts === 0 ? 0 : 1,
        })
      }),
      { numRuns: 40 },
    )
  })
})
