import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributeRules } from '../../model/definitions/profile-settings.ts'
import { mergeAttributes } from '../merge-attributes.ts'
import type { Candidate } from './candidate.ts'
import { mergeRules } from './index.ts'

const candidate = fc.record({
  value: fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom('gold', 'silver', '', 'ö'),
    fc.boolean(),
    fc.array(fc.constantFrom('a', 'b', 2), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(0.1, 0.2, 0.3, 1e16),
  ),
  from: fc.constantFrom('crm', 'shop'),
  field: fc.constantFrom('tier', 'points'),
  time: fc.integer({ min: 0, max: 3 }),
  arrival: fc.constant(null),
})

const settingOf = (rule: (typeof attributeRules)[number]) =>
  rule === 'source-order' ? ({ rule, order: ['shop', 'crm'] } as const) : rule

describe.each(attributeRules)('the rule %s', (rule) => {
  it.each(mergeRules[rule].examples.map((example) => [JSON.stringify(example), example]))(
    'does as in %s',
    (_, { candidates, order = [], value }) => {
      const listed = candidates.map(
        ([from, time, each]): Candidate => ({ value: each, from, field: 'x', time, arrival: null }),
      )
      const sorted = listed.toSorted((a, b) => a.time - b.time)
      expect(mergeRules[rule].merge(sorted, order)?.value ?? null).toEqual(value)
    },
  )

  it('gives the same whatever the order of arrival', () => {
    const shuffled = fc
      .array(candidate, { maxLength: 6 })
      .chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
      )
    const setting = settingOf(rule)
    const settings = { 'crm.tier': setting, '*': rule === 'source-order' ? 'latest' : rule }
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(mergeAttributes(other, settings)).toEqual(mergeAttributes(rows, settings))
      }),
    )
  })
})

describe('attributes', () => {
  const at = (
    value: string | number,
    from: string,
    time: number,
    arrival: number | null = null,
  ) => ({
    value,
    from,
    field: 'tier',
    time,
    arrival,
  })

  it('are merged one by one, and tell what lost', () => {
    const rows = [at('gold', 'crm', 1), at('silver', 'crm', 3), { ...at(7, 'crm', 2), field: 'n' }]
    expect(mergeAttributes(rows)).toEqual({
      'crm.n': { value: 7, from: 'crm', at: '1970-01-01T00:00:00.002Z' },
      'crm.tier': {
        value: 'silver',
        from: 'crm',
        at: '1970-01-01T00:00:00.003Z',
        beat: [{ value: 'gold', from: 'crm', at: '1970-01-01T00:00:00.001Z' }],
      },
    })
  })

  it('may be made of several fields, by the most trusted', () => {
    const rows = [at('gold', 'crm', 1), at('silver', 'shop', 3)]
    const settings = { 'customers.tier': { rule: 'source-order', order: ['crm', 'shop'] } } as const
    expect(mergeAttributes(rows, settings)).toMatchObject({
      'customers.tier': { value: 'gold', from: 'crm', beat: [{ value: 'silver', from: 'shop' }] },
      'crm.tier': { value: 'gold' },
      'shop.tier': { value: 'silver' },
    })
    const both = { 'all.tier': { rule: 'union', from: ['crm.tier', 'shop.tier'] } } as const
    expect(mergeAttributes(rows, both)['all.tier']).toMatchObject({ value: ['gold', 'silver'] })
  })

  it('of rows without a time are in the order of arrival', () => {
    const rows = [at('new', 'crm', 5, 9), at('old', 'crm', 5, 8)]
    expect(mergeAttributes(rows)['crm.tier']).toEqual({
      value: 'new',
      from: 'crm',
      at: null,
      beat: [{ value: 'old', from: 'crm', at: null }],
    })
  })

  it('follow the setting for all others, unless one has its own', () => {
    const rows = [at(1, 'crm', 1), at(2, 'crm', 2), at(3, 'shop', 1), at(4, 'shop', 2)]
    const merged = mergeAttributes(rows, { '*': 'sum', 'shop.tier': 'min' })
    expect([merged['crm.tier']?.value, merged['shop.tier']?.value]).toEqual([3, 3])
  })
})
