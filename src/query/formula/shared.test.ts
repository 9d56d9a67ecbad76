import { expect, it } from 'vitest'
import type { Formula } from '../../model/formula.ts'
import {
  dependsOnOrder,
  differentiate,
  evaluateFormula,
  expandFormula,
  type FormulaLookup,
  listOperands,
  seesAllRows,
  whySpreadIsUnknown,
} from './index.ts'

const LEVELS = 60

/** `e1 = e0 + e0`, `e2 = e1 + e1`: written out it would have 2^60 parts. */
const lookup: FormulaLookup = (id) => {
  const level = Number(id.slice(1))
  const before = level === 1 ? 'revenue' : `e${level - 1}`
  return id === 'revenue' ? undefined : { op: '+', args: [{ metric: before }, { metric: before }] }
}

const doubled = expandFormula({ metric: `e${LEVELS}` }, lookup)

it('a formula that uses the same twice at every level is worked out once per level', () => {
  expect(listOperands(doubled).length).toBe(2)
  expect(seesAllRows(doubled) || dependsOnOrder(doubled)).toBe(false)
  const one = { rows: [1, 3], total: 4, filteredTotal: 4 }
  expect([...Array.from(evaluateFormula(doubled, () => one, 2).rows)]).toEqual([
    2 ** LEVELS,
    3 * 2 ** LEVELS,
  ])
})

it('its slope, and why it has none, too', () => {
  expect(whySpreadIsUnknown(doubled)).toBe(undefined)
  expect(differentiate(doubled, () => 0, [5])).toEqual({
    value: 5 * 2 ** LEVELS,
    slopes: [2 ** LEVELS],
  })
})

it('is not deeper than allowed, however its levels were reached', () => {
  const within: FormulaLookup = (id) => {
    const level = Number(id.slice(1))
    if (id === 'revenue') return undefined
    const inner = level === 0 ? 'revenue' : `d${level - 1}`
    let formula: Formula = { metric: inner }
    for (let i = 0; i < 50; i++) formula = { op: '-', args: [formula] }
    return formula
  }
  const args = Array.from({ length: 20 }, (_, level) => ({ metric: `d${level}` }))
  expect(() => expandFormula({ op: '+', args }, within, [])).toThrow(/formula-depth allows 400/)
})
