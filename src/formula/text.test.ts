import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formulas } from '../../test/support/random-formulas.ts'
import type { Formula } from '../model/formula.ts'
import { type FormulaNames, parseText } from './parse.ts'
import { printFormula } from './print.ts'

const names: FormulaNames = {
  functions: ['approximate-count-distinct', 'cumulative', 'if', 'mean', 'row-count', 'z-test'],
  checkAttribution({ model }) {
    if (model !== 'linear') throw new Error(`${model} is not known`)
  },
}

const parse = (text: string): Formula => parseText(text, names)

const orders: Formula = { metric: 'orders' }
const revenue: Formula = { metric: 'revenue' }

describe('a formula as text', () => {
  const readings: readonly (readonly [string, Formula])[] = [
    ['revenue / orders', { op: '/', args: [revenue, orders] }],
    ['cumulative(0, orders)', { function: 'cumulative', args: [0, orders] }],
    [
      'if(orders > 3, 1, 0)',
      { function: 'if', args: [{ function: 'greater-than', args: [orders, 3] }, 1, 0] },
    ],
    ['total(orders)', { metric: 'orders', total: true }],
    [
      'session-starts / crm.visits',
      { op: '/', args: [{ metric: 'session-starts' }, { metric: 'crm.visits' }] },
    ],
    ['revenue - orders', { op: '-', args: [revenue, orders] }],
    ['revenue -orders', { op: '-', args: [revenue, orders] }],
    ['revenue-orders', { metric: 'revenue-orders' }],
    ['5-3', { op: '-', args: [5, 3] }],
    ['7-day-orders', { metric: '7-day-orders' }],
    ['`two words`', { metric: 'two words' }],
    ['[buyers] revenue', { metric: 'revenue', segments: ['buyers'] }],
    [
      '[a, b] (revenue + 1) * 2',
      { op: '*', args: [{ op: '+', args: [revenue, 1], segments: ['a', 'b'] }, 2] },
    ],
    ['2 ^ 3 ^ 2', { op: '^', args: [2, 3, 2] }],
    ['-2 ^ 2', { op: '-', args: [{ op: '^', args: [2, 2] }] }],
    ['2 * -orders', { op: '*', args: [2, { op: '-', args: [orders] }] }],
    ['1 - 2 - 3 + 4', { op: '+', args: [{ op: '-', args: [1, 2, 3] }, 4] }],
    ['mean(orders, include zeros)', { function: 'mean', args: [orders], includeZeros: true }],
    ['row-count() - 1', { op: '-', args: [{ function: 'row-count' }, 1] }],
    [
      'approximate-count-distinct(dimension(page))',
      { function: 'approximate-count-distinct', args: [{ dimension: 'page' }] },
    ],
    [
      'orders {"model": "linear", "container": "person"} × 2',
      {
        op: '*',
        args: [{ metric: 'orders', attribution: { model: 'linear', container: 'person' } }, 2],
      },
    ],
  ]

  for (const [text, tree] of readings) {
    it(text, () => expect(parse(text)).toEqual(tree))
  }

  const faults: readonly (readonly [string, string, number, number, string])[] = [
    ['orders +', 'formula/syntax', 1, 9, 'expected a metric, number, function or (, found the end'],
    ['(orders', 'formula/syntax', 1, 8, 'expected ), found the end'],
    ['orders orders', 'formula/syntax', 1, 8, 'an operator or the end, found "orders"'],
    ['orders /\n  * 2', 'formula/syntax', 2, 3, 'found "*"'],
    ['mean(orders revenue)', 'formula/syntax', 1, 13, 'a comma or )'],
    ['[3] orders', 'formula/syntax', 1, 2, 'the id of a segment'],
    ['[a] 3', 'formula/syntax', 1, 1, 'before a metric'],
    ['1 ? 2', 'formula/syntax', 1, 3, '"?" means nothing here'],
    ['total(1)', 'formula/syntax', 1, 7, 'takes a metric'],
    ['orders {"model": 1', 'formula/syntax', 1, 8, 'not closed'],
    ['orders {"model": 1}', 'formula/syntax', 1, 8, 'not a valid attribution'],
    ['orders {"model": "guess"}', 'formula/syntax', 1, 8, 'not a valid attribution'],
    ['1 + averge(orders)', 'formula/unknown-function', 1, 5, 'averge'],
  ]

  for (const [text, code, line, column, reason] of faults) {
    it(`${JSON.stringify(text)} is refused`, () => {
      const error = thrown(() => parse(text))
      expect(error).toMatchObject({ code, params: { line, column } })
      expect(error.message).toContain(reason)
    })
  }
})

function thrown(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

describe('printing', () => {
  it('is undone by parsing', () => {
    fc.assert(
      fc.property(formulas(names.functions), (tree) => {
        expect(parse(printFormula(tree))).toEqual(tree)
      }),
      { numRuns: 500 },
    )
  })
})
