import { type Relinking, relink, toNode, toTable } from '../links.ts'
import { findHolders } from '../lists.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, MaskRef, NodeRef, TableRef } from '../vectors.ts'
import { type Comparison, comparisonNames } from './numbers.ts'
import { blankOf, fillEmptyLists } from './list-values.ts'

/** What an element of a list must fulfil. */
export type ElementTest =
  | { readonly and: readonly ElementTest[] }
  | { readonly or: readonly ElementTest[] }
  | { readonly not: ElementTest }
  /** u8 code → 0 or 1; of a list below this one any element may pass. */
  | { readonly codes: NodeRef; readonly table: TableRef; readonly isBelow: boolean }
  /** A missing number counts as 0. */
  | { readonly numbers: NodeRef; readonly comparison: Comparison; readonly value: number }
  | { readonly hasNumber: NodeRef }
  /** The element's event is in a mask. */
  | { readonly event: MaskRef }

export interface ElementTestNode {
  readonly op: 'element-test'
  /** Any vector of the list, for its shape. */
  readonly list: NodeRef
  readonly test: ElementTest
}

/** The elements that fulfil a test: a list of codes, 1 for those that do and 0 for the others (§5.5). */
export const elementTest: Operator<ElementTestNode> = {
  links: { list: toNode, test: relinkTest },
  isList: () => true,
  evaluate({ list, test }, scope) {
    const shape = scope.list(list)
    const { parents, offsets } = shape
    const codes = evaluate(test, shape, scope)
    return { kind: 'list', list: shape.list, offsets, parents, codes, numbers: null, onEmpty: null }
  },
}

function relinkTest(test: ElementTest, to: Relinking): ElementTest {
  if ('and' in test) return { and: test.and.map((inner) => relinkTest(inner, to)) }
  if ('or' in test) return { or: test.or.map((inner) => relinkTest(inner, to)) }
  if ('not' in test) return { not: relinkTest(test.not, to) }
  const links = { codes: toNode, table: toTable, numbers: toNode, hasNumber: toNode, event: toNode }
  return relink(test, links, to)
}

const tests: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => x === y,
  (x, y) => x !== y,
  (x, y) => x < y,
  (x, y) => x <= y,
  (x, y) => x > y,
  (x, y) => x >= y,
]

function evaluate(test: ElementTest, shape: ListVector, scope: Scope): Uint32Array {
  const count = shape.offsets[scope.events]!
  const out = scope.memory.codes(count).fill(0)
  const fill = (passes: (e: number) => unknown) => {
    for (let e = 0; e < count; e++) out[e] = passes(e) ? 1 : 0
    return out
  }
  if ('not' in test) {
    const inner = evaluate(test.not, shape, scope)
    return fill((e) => inner[e] === 0)
  }
  if ('and' in test) {
    const all = test.and.map((inner) => evaluate(inner, shape, scope))
    return fill((e) => all.every((each) => each[e]))
  }
  if ('or' in test) {
    const all = test.or.map((inner) => evaluate(inner, shape, scope))
    return fill((e) => all.some((each) => each[e]))
  }
  if ('event' in test) return spread(scope.maskOrAll(test.event), shape, scope, out)
  if ('codes' in test) return passing(scope.list(test.codes), scope.table(test.table), test, out)
  if ('hasNumber' in test) {
    const { numbers } = scope.list(test.hasNumber)
    return fill((e) => !Number.isNaN(numbers![e]))
  }
  const { numbers } = scope.list(test.numbers)
  const passes = tests[comparisonNames.indexOf(test.comparison)]!
  return fill((e) => passes(numbers![e]! || 0, test.value))
}

function passing(
  { codes, parents }: ListVector,
  table: ArrayLike<number>,
  { isBelow }: { readonly isBelow: boolean },
  out: Uint32Array,
): Uint32Array {
  codes!.forEach((code, e) => {
    if (table[code]) out[isBelow ? parents![e]! : e] = 1
  })
  return out
}

function spread(
  mask: Uint8Array | null,
  { offsets }: ListVector,
  scope: Scope,
  out: Uint32Array,
): Uint32Array {
  for (let i = 0; i < scope.events; i++) {
    out.fill(mask ? mask[i]! : 1, offsets[i], offsets[i + 1])
  }
  return out
}

export interface SelectedElementsNode {
  readonly op: 'selected-elements'
  /** Codes or numbers of a list. */
  readonly input: NodeRef
  /** A list of 0 and 1 of the same shape, or of a list around it. */
  readonly elements: NodeRef
}

/** A list's values on the elements that are selected, no value on the others. */
export const selectedElements: Operator<SelectedElementsNode> = {
  links: { input: toNode, elements: toNode },
  isList: () => true,
  evaluate({ input, elements }, scope) {
    const vector = scope.list(input)
    const selected = selectElements(vector, scope.list(elements), scope)
    const codes = vector.codes && scope.memory.codes(vector.codes.length)
    codes?.forEach((_, e) => {
      codes[e] = selected[e] ? vector.codes![e]! : 0
    })
    const numbers = vector.numbers?.map((x, e) => (selected[e] ? x : Number.NaN)) ?? null
    const onEmpty = vector.onEmpty && selectOnEmpty(vector.onEmpty, scope.list(elements), scope)
    return { ...vector, codes, numbers, onEmpty }
  },
}

/** The values of events without elements that are selected, or that have a selected element around. */
function selectOnEmpty(
  values: Uint32Array | Float64Array,
  elements: ListVector,
  scope: Scope,
): Uint32Array | Float64Array {
  const { offsets, codes } = fillEmptyLists(elements, scope)
  const blank = blankOf(values)
  return values.map((value, i) =>
    codes!.subarray(offsets[i], offsets[i + 1]).some((isSelected) => isSelected) ? value : blank,
  )
}

/** For each element whether it, or the element of a list around it, is selected. */
function selectElements(
  vector: ListVector,
  { list, codes }: ListVector,
  scope: Scope,
): Uint32Array {
  if (list === null || vector.list === null || vector.list === list) return codes!
  const holders = findHolders(vector.list, list, scope)
  if (holders === null) throw new Error(`${vector.list} is not inside of ${list}`)
  return holders.map((holder) => codes![holder]!)
}
