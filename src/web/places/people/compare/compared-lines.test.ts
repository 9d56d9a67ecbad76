import { describe, expect, it } from 'vitest'
import { compareAttributes, compareAudiences, compareIdentities } from './compared-lines.ts'

const since = '2026-01-01T00:00:00.000Z'
const attribute = (value: unknown) => ({ value, from: 'customers', at: null })

describe('two people beside each other', () => {
  it('have attributes that differ, are the same, or are known of one alone', () => {
    const ann = { 'customers.city': attribute('Bremen'), 'customers.tier': attribute('gold') }
    const bob = { 'customers.city': attribute('Bonn'), 'customers.age': attribute(40) }
    const lines = compareAttributes([{ attributes: ann }, { attributes: bob }], [])
    expect(
      lines.map(({ name, values, isDifferent }) => [name, ...values.flat(), isDifferent]),
    ).toEqual([
      ['city', 'Bremen', 'Bonn', true],
      ['tier', 'gold', '–', true],
      ['age', '–', '40', true],
    ])
    const same = compareAttributes([{ attributes: ann }, { attributes: ann }], [])
    expect(same.some(({ isDifferent }) => isDifferent)).toBe(false)
  })

  it('say what they agreed to under its topic', () => {
    const datasets = [{ id: 'customers', labels: { newsletter: ['consent:marketing'] } }]
    const attributes = { 'customers.newsletter': attribute('yes') }
    const [found] = compareAttributes([{ attributes }, { attributes: {} }], datasets)
    expect(found?.name).toBe('Consent: marketing')
  })

  it('have ids by namespace, with a word on those of both', () => {
    const cookie = (id: string) => ({ namespace: 'cookie', id, since })
    const [found] = compareIdentities([
      { identities: [cookie('c1'), cookie('c2')] },
      { identities: [cookie('c1')] },
    ])
    expect(found?.values).toEqual([['c1 (of both)', 'c2'], ['c1 (of both)']])
  })

  it('are in audiences, have left them, or never were', () => {
    const [found] = compareAudiences(
      [{ audiences: { vip: { status: 'existing', since } } }, { audiences: {} }],
      (id) => id.toUpperCase(),
    )
    expect(found).toEqual({
      key: 'vip',
      name: 'VIP',
      values: [['In it'], ['–']],
      isDifferent: true,
    })
  })
})
