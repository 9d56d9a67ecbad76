import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formulas } from './support/random-formulas.ts'
import { printFormula } from '../src/formula/print.ts'
import type { ComponentList } from '../src/model/answers/data-views.ts'
import type { Formula } from '../src/model/formula.ts'
import { parseFormula } from '../src/query/formula/index.ts'
import { formulaFunctionSection } from '../src/query/reference/formula-functions.ts'
import { readText } from '../src/web/places/components/metric/text/read-text.ts'
import { listBlockCommands } from '../src/web/places/components/metric/blocks/block-commands.ts'
import { changeFunction } from '../src/web/places/components/metric/blocks/call-args.ts'
import {
  argsOf,
  type BlockPath,
  blockAt,
  isNarrowed,
  replaceAt,
  withSegments,
} from '../src/web/places/components/metric/blocks/formula-tree.ts'

const functions = formulaFunctionSection.entries()
const names = functions.map(({ id }) => id)
const component = { id: 'page', name: 'Page', isStandard: false }
const components: ComponentList = {
  dimensions: [component],
  metrics: [{ ...component, id: 'orders' }],
  segments: [],
  calculatedMetrics: [],
  dateRanges: [],
  fields: [],
}

/** As the text view reads what the blocks wrote. */
function rewrite(tree: Formula): Formula {
  const read = readText(printFormula(tree), names)
  if ('fault' in read) throw new Error(`${printFormula(tree)}: ${read.fault.message}`)
  return read.tree
}

const listPaths = (tree: Formula, path: BlockPath = []): readonly BlockPath[] => [
  path,
  ...argsOf(tree).flatMap((arg, i) => listPaths(arg, [...path, i])),
]

/** All that blocks can make of a formula in one step. */
function listSteps(tree: Formula): readonly Formula[] {
  return listPaths(tree).flatMap((path) => {
    const node = blockAt(tree, path)!
    const made: (Formula | null)[] = listBlockCommands({ tree, components, functions }, path).map(
      (command) => command.tree,
    )
    if (isNarrowed(node)) {
      const segments = node.segments ?? []
      made.push(replaceAt(tree, path, withSegments(node, [...segments, 'buyers'])))
      made.push(replaceAt(tree, path, withSegments(node, segments.slice(1))))
    }
    if (typeof node === 'object' && 'function' in node) {
      made.push(
        ...functions.map((entry) => replaceAt(tree, path, changeFunction(entry, node, 'page'))),
      )
    }
    return made.filter((each) => each !== null)
  })
}

it('blocks and text say the same, whatever is done in blocks', () => {
  fc.assert(
    fc.property(formulas(names), fc.infiniteStream(fc.nat()), (random, picks) => {
      let tree = random
      expect(rewrite(tree)).toEqual(tree)
      for (let step = 0; step < 5; step++) {
        const steps = listSteps(tree)
        const next = steps[picks.next().value! % steps.length]
        if (next === undefined) break
        expect(rewrite(next)).toEqual(next)
        tree = next
      }
    }),
    { numRuns: 60 },
  )
})

const read = (text: string) => parseFormula(text)
const commands = (text: string, path: BlockPath) =>
  Object.fromEntries(
    listBlockCommands({ tree: read(text), components, functions }, path).map(({ id, tree }) => [
      id,
      tree === null ? null : printFormula(tree),
    ]),
  )

it('puts blocks into others and takes them out', () => {
  expect(commands('orders / 2', [0])).toMatchObject({
    'put *': 'orders * 1 / 2',
    'put +': '(orders + 0) / 2',
    call: 'absolute-value(orders) / 2',
    metric: 'orders / 2',
    number: '1 / 2',
    first: null,
    remove: '2',
  })
  expect(commands('[buyers] (orders / 2)', [1]).remove).toBe('[buyers] orders')
  expect(commands('[buyers] (orders / 2)', []).first).toBe('[buyers] orders')
  expect(commands('orders', []).remove).toBeNull()
})

it('leaves a function what it must have', () => {
  expect(commands('approximate-count-distinct(dimension(page))', [0])).toMatchObject({
    'put +': null,
    number: null,
    remove: null,
  })
  expect(commands('approximate-count-distinct(dimension(page))', []).first).toBeNull()
  expect(commands('if(orders, 1, 2)', [2]).remove).toBe('if(orders, 1)')
  expect(commands('if(orders, 1, 2)', [0]).remove).toBeNull()
  expect(commands('and(orders, 1, 2)', [1]).remove).toBe('and(orders, 2)')
})

it('keeps what fits when the function changes', () => {
  const change = (text: string, id: string) => {
    const call = read(text)
    if (typeof call !== 'object' || !('function' in call)) throw new Error('no call')
    const entry = functions.find((each) => each.id === id)!
    return printFormula(changeFunction(entry, call, 'page'))
  }
  expect(change('[buyers] mean(orders, include zeros)', 'median')).toBe(
    '[buyers] median(orders, include zeros)',
  )
  expect(change('mean(orders)', 'percentile')).toBe('percentile(orders, 1)')
  expect(change('percentile(orders, 90)', 'cumulative')).toBe('cumulative(90, orders)')
  expect(change('round(orders)', 'pi')).toBe('pi()')
})
