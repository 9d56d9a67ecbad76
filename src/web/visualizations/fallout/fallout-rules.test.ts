import { expect, it } from 'vitest'
import { otherRulesOf, proposeRules, readOtherRules, readRules, sayRules } from './fallout-rules.ts'

const own = readRules({})

it('says rules by what is special about them', () => {
  const stored = { container: 'session', window: { days: 7 }, entry: 'first', order: 'any' }
  expect([own, readRules(stored)].map(sayRules)).toEqual([
    'People',
    'Sessions, within 7 days, first entry only, in any order',
  ])
})

it('asks for every rule, so that none is taken over from the others', () => {
  const rules = readRules({ order: 'any' })
  expect(otherRulesOf(rules, ['next', 'eventual'])).toEqual({
    name: 'People, in any order',
    container: 'person',
    window: null,
    entry: 'any',
    order: 'any',
    between: ['eventual', 'eventual'],
  })
  expect(otherRulesOf(own, ['next']).between).toEqual(['next'])
})

it('proposes what is not there yet, as long as there is room', () => {
  const first = proposeRules(own, [])!
  const second = proposeRules(own, [first])!
  expect([first, second].map(sayRules)).toEqual(['Sessions', 'People, within 7 days'])
  expect(proposeRules(own, [first, second, first])).toBeNull()
  expect(readOtherRules([first, 'no rule', {}, {}, {}])).toHaveLength(3)
})
