import { describe, expect, it } from 'vitest'
import { compileDerivedField } from '../../src/query/derived-fields/compile.ts'
import { compilationOf, itemPerRow, sourceOf, viewOf } from '../support/items-per-row.ts'
import { ask } from '../support/ask.ts'
import { loadVectors, worldOf } from '../support/vectors.ts'

const field = (name: string) => ({ field: name })
const is = (input: object, op: string, value: unknown) => ({ input, op, value })
const then = (value: string) => ({ value })
const category = { rule: 'category' }

const isShopping = {
  or: [is(field('source'), 'equals', 'Google Shopping'), is(field('campaign'), 'contains', 'shop')],
}
const isPaid = {
  or: [
    is(field('medium'), 'contains', 'cp'),
    is(field('medium'), 'equals-any', ['ppc', 'retargeting']),
    is(field('medium'), 'starts-with', 'paid'),
  ],
}
const hasCategory = (name: string) => is(category, 'equals', name)

/** The default channel grouping of Google Analytics 4 as rules, first match wins. */
const rules = [
  {
    function: 'classify',
    id: 'category',
    input: field('source'),
    values: {
      alibaba: 'shopping',
      google: 'search',
      bing: 'search',
      facebook: 'social',
      'youtube.com': 'video',
    },
  },
  {
    function: 'case-when',
    branches: [
      {
        when: {
          and: [
            is(field('source'), 'equals', '(direct)'),
            is(field('medium'), 'equals-any', ['(none)', '(not set)']),
          ],
        },
        then: then('Direct'),
      },
      { when: is(field('campaign'), 'contains', 'cross-network'), then: then('Cross-network') },
      {
        when: { or: [hasCategory('shopping'), { and: [isShopping, isPaid] }] },
        then: then('Paid Shopping'),
      },
      { when: { and: [hasCategory('search'), isPaid] }, then: then('Paid Search') },
      { when: { and: [hasCategory('social'), isPaid] }, then: then('Paid Social') },
      { when: { and: [hasCategory('video'), isPaid] }, then: then('Paid Video') },
      {
        when: is(field('medium'), 'equals-any', ['display', 'banner', 'expandable', 'cpm']),
        then: then('Display'),
      },
      { when: isPaid, then: then('Paid Other') },
      { when: isShopping, then: then('Organic Shopping') },
      {
        when: { or: [hasCategory('social'), is(field('medium'), 'equals', 'social')] },
        then: then('Organic Social'),
      },
      {
        when: { or: [hasCategory('video'), is(field('medium'), 'contains', 'video')] },
        then: then('Organic Video'),
      },
      {
        when: { or: [hasCategory('search'), is(field('medium'), 'equals', 'organic')] },
        then: then('Organic Search'),
      },
      {
        when: is(field('medium'), 'equals-any', ['referral', 'app', 'link']),
        then: then('Referral'),
      },
    ],
    otherwise: then('Unassigned'),
  },
]

describe('default channels of Google Analytics 4', () => {
  const vectors = loadVectors('dbt-ga4').cases.filter((v) => v.feature === 'marketing channels')

  it('finds the channel of each source, medium and campaign', async () => {
    const rows = vectors.map(({ input }) => ({ fields: input! }))
    const view = viewOf({ derivedFields: [{ id: 'channel', rules }] })
    const c = await compilationOf(sourceOf(rows), view)
    const value = await compileDerivedField(c, view.derivedFields[0]!)
    const expected = vectors.map((vector) => vector.expected['channel'])
    expect(await itemPerRow(c, value, rows.length)).toEqual(expected)
  })
})

describe('conversions by session and day', () => {
  const vectors = loadVectors('dbt-ga4')
  const vector = vectors.cases.find(({ id }) => id === 'ga4.session_conversions')!

  it('counts a session without any as 0', async () => {
    const include = { rules: [{ op: 'equals', value: 'my_conversion' }] }
    const result = await ask(
      {
        source: worldOf(vectors, vector.set!),
        view: {
          dimensions: [{ id: 'session' }],
          metrics: [{ id: 'conversions', field: 'event', include }],
        },
      },
      {
        kind: 'freeform',
        rows: { dimensions: ['session', 'day'] },
        columns: [
          { id: 'events', metric: 'events' },
          { id: 'conversions', metric: 'conversions' },
        ],
      },
    )
    const { rows } = result as { rows: { items: string[]; values: number[] }[] }
    const found = rows.map(({ items, values }) => [...items, values[1]])
    expect(new Set(found.map(String))).toEqual(
      new Set((vector.expected['rows'] as unknown[][]).map(String)),
    )
  })
})
