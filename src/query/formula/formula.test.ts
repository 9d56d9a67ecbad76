import type { ThroughlineError } from '../../model/errors.ts'
import { describe, expect, it } from 'vitest'
import type { Formula } from '../../model/formula.ts'
import type { FormulaExample } from './functions/parts/definition.ts'
import {
  differentiate,
  evaluateFormula,
  expandFormula,
  formulaFunctions,
  type Leaf,
  listOperands,
  listSquares,
  parseFormula,
  whySpreadIsUnknown,
} from './index.ts'
import type { Expression, Operand } from './index.ts'
import { printPath } from '../../model/path.ts'

const column = (rows: readonly (number | null)[], total = 0): Operand => ({
  rows: Float64Array.from(rows, (value) => value ?? Number.NaN),
  total,
  filteredTotal: total,
})

const nullable = (value: number): number | null => (Number.isNaN(value) ? null : value)
const shown = (operand: Operand) => Array.from(operand.rows, nullable)

describe('functions', () => {
  for (const [name, definition] of Object.entries(formulaFunctions)) {
    it(`${name} as in its examples`, () => {
      expect(definition.label).not.toBe('')
      expect(definition.examples.length > 0 || name === 'row-count').toBe(true)
      for (const example of definition.examples)
        check(name as keyof typeof formulaFunctions, example)
    })
  }
})

function check(name: keyof typeof formulaFunctions, example: FormulaExample): void {
  const columns: Operand[] = []
  const given = example.args.map((arg): Expression => {
    if (typeof arg === 'number') return { kind: 'number', number: arg }
    columns.push(column(arg))
    return { kind: 'leaf', node: { metric: String(columns.length - 1) }, segments: [] }
  })
  const defaults = formulaFunctions[name].arguments
    .slice(given.length)
    .map((argument): Expression => ({ kind: 'number', number: argument.default ?? Number.NaN }))
  const args = formulaFunctions[name].needsSquares ? given : [...given, ...defaults]
  const includeZeros = example.includeZeros ?? false
  const rowCount = columns[0]?.rows.length ?? 1
  const columnOf = ({ node }: Leaf) => columns[Number('metric' in node ? node.metric : 0)]!
  const call = { kind: 'call', function: name, args, includeZeros } as const
  const result = evaluateFormula(call, columnOf, rowCount, columnOf)
  const expected = Array.isArray(example.result)
    ? example.result
    : new Array(rowCount).fill(example.result)
  const actual = shown(result)
  const words = `${name}(${JSON.stringify(example.args)}) = ${JSON.stringify(actual)}`
  expect(actual.length, words).toBe(expected.length)
  actual.forEach((value, row) => {
    const wanted = expected[row] as number | null
    if (value === null || wanted === null) expect(value, words).toBe(wanted)
    else {
      const allowed = (example.tolerance ?? 1e-12) * Math.max(1, Math.abs(wanted))
      expect(Math.abs(value - wanted), words).toBeLessThanOrEqual(allowed)
    }
  })
}

const world: Readonly<Record<string, Operand>> = {
  orders: { rows: Float64Array.of(2, 0, 4), total: 5, filteredTotal: 6 },
  revenue: { rows: Float64Array.of(100, 10, 80), total: 150, filteredTotal: 160 },
  people: { rows: Float64Array.of(10, 5, 20), total: 30, filteredTotal: 25 },
}

const metricOf = (node: Leaf['node']): string => ('metric' in node ? node.metric : node.dimension)

const evaluate = (formula: Formula, lookup?: (id: string) => Formula | undefined): Operand =>
  evaluateFormula(expandFormula(formula, lookup), ({ node }) => world[metricOf(node)]!, 3)

describe('a formula', () => {
  const aov: Formula = { op: '/', args: [{ metric: 'revenue' }, { metric: 'orders' }] }

  it('is a ratio of sums, on the totals too; division by zero is null', () => {
    const result = evaluate(aov)
    expect(shown(result)).toEqual([50, null, 20])
    expect([result.total, result.filteredTotal]).toEqual([30, 160 / 6])
  })

  it('takes the total on every row', () => {
    const share: Formula = {
      op: '/',
      args: [{ metric: 'orders' }, { metric: 'orders', total: true }],
    }
    expect(shown(evaluate(share))).toEqual([0.4, 0, 0.8])
    expect(evaluate(share).total).toBe(1)
    const total = evaluate({ metric: 'aov', total: true }, (id) => (id === 'aov' ? aov : undefined))
    expect(shown(total)).toEqual([30, 30, 30])
  })

  it('has table functions that keep their value on the totals', () => {
    const sum = evaluate({ function: 'column-sum', args: [{ metric: 'orders' }] })
    expect([...shown(sum), sum.total, sum.filteredTotal]).toEqual([6, 6, 6, 6, 6])
    const running = evaluate({ function: 'cumulative', args: [0, { metric: 'orders' }] })
    expect([...shown(running), running.total, running.filteredTotal]).toEqual([2, 2, 6, 5, 6])
    const rows = evaluate({ function: 'row-count' })
    expect([...shown(rows), rows.total]).toEqual([3, 3, 3, 3])
    expect(evaluate({ function: 'z-score', args: [{ metric: 'orders' }] }).total).toBeNaN()
  })

  it('folds operators from the left, powers from the right', () => {
    expect(evaluate({ op: '-', args: [10, 3, 2] }).total).toBe(5)
    expect(evaluate({ op: '^', args: [2, 3, 2] }).total).toBe(512)
    expect(evaluate({ op: '-', args: [4] }).total).toBe(-4)
  })

  it('finds outliers as in the documentation', () => {
    const test: Formula = {
      function: 't-test',
      args: [
        { function: 'z-score', args: [{ metric: 'revenue' }] },
        { op: '-', args: [{ function: 'row-count' }, 1] },
        2,
      ],
    }
    expect(shown(evaluate(test)).every((p) => p !== null && p > 0.1 && p < 1)).toBe(true)
  })
})

describe('expanding', () => {
  it('writes out calculated metrics with the segments and attribution around them', () => {
    const lookup = (id: string): Formula | undefined =>
      id === 'aov'
        ? { op: '/', args: [{ metric: 'revenue', segments: ['c'] }, { metric: 'orders' }] }
        : undefined
    const attribution = { model: 'linear', container: 'person' } as const
    const outer: Formula = {
      op: '+',
      segments: ['a'],
      args: [{ metric: 'aov', segments: ['b'], attribution }, 1],
    }
    expect(listOperands(expandFormula(outer, lookup))).toMatchObject([
      {
        kind: 'leaf',
        node: { metric: 'revenue', attribution },
        segments: ['a', 'b', 'c'],
      },
      { kind: 'leaf', node: { metric: 'orders', attribution }, segments: ['a', 'b'] },
    ])
  })

  it('asks for the squares that an experiment needs', () => {
    const call: Formula = {
      function: 'confidence',
      args: [{ metric: 'orders' }, { metric: 'people' }],
    }
    const expression = expandFormula(call)
    const named = (leaf: Leaf) => [metricOf(leaf.node), leaf.squares]
    expect(listOperands(expression).map(named)).toEqual([
      ['orders', undefined],
      ['people', undefined],
    ])
    expect(listSquares(expression).map(named)).toEqual([['orders', 'person']])
    expect(shown(evaluate(call))).toEqual([null, null, null])
  })

  const refused = (formula: unknown, lookup?: (id: string) => Formula | undefined) => {
    try {
      expandFormula(formula as Formula, lookup)
    } catch (error) {
      const { code, path } = error as ThroughlineError
      return [code, printPath(path)]
    }
    return []
  }

  it('refuses circles, unknown functions and wrong arguments with their paths', () => {
    const circle: Record<string, Formula> = {
      a: { op: '+', args: [1, { metric: 'b' }] },
      b: { metric: 'a' },
    }
    const lookup = (id: string) => circle[id]
    expect(refused({ metric: 'a' }, lookup)).toEqual(['definition/cycle', 'formula'])
    expect(refused({ op: '+', args: [1, { function: 'nope' }] })).toEqual([
      'formula/unknown-function',
      'formula.args[1].function',
    ])
    expect(refused({ function: 'modulo', args: [1] })).toEqual([
      'formula/wrong-arguments',
      'formula.args',
    ])
    expect(refused({ op: '/', args: [1] })).toEqual(['formula/wrong-arguments', 'formula.args'])
    expect(refused({ function: 'mean', args: [{ dimension: 'page' }] })).toEqual([
      'formula/wrong-arguments',
      'formula.args[0]',
    ])
    expect(
      refused({ function: 'lift', args: [{ metric: 'orders' }, { metric: 'orders' }] }),
    ).toEqual(['formula/wrong-arguments', 'formula.args[1]'])
  })
})

describe('the slopes of a formula', () => {
  const [a, b] = [3, 5]
  const places: Readonly<Record<string, number>> = { a: 0, b: 1 }
  const slopesOf = (text: string, values: readonly number[] = [a, b]) =>
    differentiate(expandFormula(parseFormula(text)), ({ node }) => places[metricOf(node)]!, values)

  it.each([
    ['7', 7, [0, 0]],
    ['b', b, [0, 1]],
    ['a + b + a', 2 * a + b, [2, 1]],
    ['-a', -a, [-1, 0]],
    ['a - b - 2', a - b - 2, [1, -1]],
    ['a * b * b', a * b * b, [b * b, 2 * a * b]],
    ['a / b', a / b, [1 / b, -a / b ** 2]],
    ['a / b / 2', a / b / 2, [1 / b / 2, -a / b ** 2 / 2]],
    ['a / a', 1, [0, 0]],
    ['a ^ b', a ** b, [b * a ** (b - 1), a ** b * Math.log(a)]],
    ['ln(a * b)', Math.log(a * b), [1 / a, 1 / b]],
    ['square-root(a)', Math.sqrt(a), [0.5 / Math.sqrt(a), 0]],
    ['row-max(a, b)', b, [0, 1]],
    ['row-sum(a, b / 0)', a, [1, 0]],
    ['if(a > 2, a / b, a / 0)', a / b, [1 / b, -a / b ** 2]],
    ['if(a < 2, a / 0, 2 * b)', 2 * b, [0, 2]],
  ])('%s', (text, value, slopes) => {
    const found = slopesOf(text)
    expect(found.value).toBeCloseTo(value, 12)
    found.slopes.forEach((slope, place) => {
      expect(Math.abs(slope - slopes[place]!)).toBeLessThan(1e-8 * (1 + Math.abs(slope)))
    })
  })

  it('has no value where the formula has none, and no slope at the end of a root', () => {
    expect(slopesOf('a / b', [1, 0]).value).toBeNaN()
    expect(slopesOf('ln(a)', [-1, 0]).value).toBeNaN()
    expect(slopesOf('square-root(a)', [0, 0])).toMatchObject({ value: 0, slopes: [NaN, 0] })
  })

  it('are asked of every function that has them, and of no other', () => {
    const values = [0.3, 0.4, 0.5]
    for (const [name, definition] of Object.entries(formulaFunctions)) {
      const args = definition.arguments.map(({ kind }, place) =>
        kind === 'dimension'
          ? { dimension: 'page' }
          : { metric: kind === 'unit' ? 'people' : `m${place}` },
      )
      const expression = expandFormula({ function: name, args } as Formula)
      if (whySpreadIsUnknown(expression) !== undefined) continue
      const { value, slopes } = differentiate(
        expression,
        ({ node }) => Number(metricOf(node).slice(1)),
        values,
      )
      expect([name, Number.isNaN(value), slopes.some(Number.isNaN)]).toEqual([name, false, false])
      expect(slopes.some((slope) => slope !== 0) || args.length === 0, name).toBe(true)
    }
  })
})
