import { type Column, findFirstAtLeast } from '../columns.ts'
import { setRange } from '../memory.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, SparseNumbers, Vector } from '../vectors.ts'

export interface ColumnNode {
  readonly op: 'column'
  readonly column: string
  /** The list whose elements hold the values, for a path below a list. */
  readonly list?: string
}

/** A field as it lies in the journey table: codes, numbers or a list of either. */
export const column: Operator<ColumnNode> = {
  links: {},
  isList: ({ list }) => list !== undefined,
  evaluate(node, scope) {
    const source = scope.column(node.column)
    if (node.list !== undefined) return elements(source, node.list, scope)
    if (source.kind === 'list') throw new Error(`${node.column} is a list`)
    if (source.kind === 'sparse')
      return { kind: 'numbers', data: spread(readSparse(source, scope), scope) }
    return source.level === 'person' ? perPerson(source, scope) : perEvent(source, scope)
  },
  sparse(node, scope) {
    const source = scope.column(node.column)
    return source.kind === 'sparse' ? readSparse(source, scope) : null
  },
}

type SparseColumn = Extract<Column, { kind: 'sparse' }>

/** The batch's part of sparse numbers, where kernels see them. */
function readSparse({ otherwise, places, values }: SparseColumn, scope: Scope): SparseNumbers {
  const { eventFrom, eventTo } = scope.range
  const from = findFirstAtLeast(places, 0, places.length, eventFrom)
  const to = findFirstAtLeast(places, from, places.length, eventTo)
  const { memory } = scope
  const all = memory.seen(places.subarray(from, to))
  const own = memory.codes(to - from)
  scope.kernels.rebase(all, eventFrom, own, to - from)
  return { otherwise, places: own, values: memory.seen(values.subarray(from, to)) }
}

function spread({ otherwise, places, values }: SparseNumbers, scope: Scope): Float64Array {
  const { kernels, memory, events } = scope
  const data = memory.numbers(events)
  kernels.spreadValues(otherwise, places, values, places.length, data, events)
  return data
}

type Values = Extract<Column, { kind: 'codes' | 'numbers' }>

function perEvent(source: Values, scope: Scope): Vector {
  const { eventFrom, eventTo } = scope.range
  if (source.kind === 'numbers') return { kind: 'numbers', data: scope.numbersIn(source.data) }
  return scope.codesVector(scope.codesIn(source.data, eventFrom, eventTo))
}

function perPerson(source: Values, scope: Scope): Vector {
  const { personFrom } = scope.range
  const { count, offsets } = scope.persons
  const isCodes = source.kind === 'codes'
  const data = isCodes ? scope.memory.codes(scope.events) : scope.memory.numbers(scope.events)
  for (let p = 0; p < count; p++) {
    setRange(data, source.data[personFrom + p]!, offsets[p]!, offsets[p + 1]!)
  }
  return (isCodes ? { kind: 'codes', data } : { kind: 'numbers', data }) as Vector
}

function elements(source: Column, list: string, scope: Scope): ListVector {
  if (source.kind === 'list' || source.kind === 'sparse') {
    throw new Error(`${list} has no elements with values`)
  }
  const spread = listOffsets(list, scope)
  const to = spread.from + spread.offsets[scope.events]!
  const isCodes = source.kind === 'codes'
  return {
    kind: 'list',
    list,
    offsets: spread.offsets,
    parents: spread.parents,
    codes: isCodes ? scope.wideCodesIn(source.data, spread.from, to) : null,
    numbers: isCodes ? null : source.data.slice(spread.from, to),
    onEmpty: null,
  }
}

interface Spread {
  /** Index of the batch's first element in the column. */
  readonly from: number
  readonly offsets: Uint32Array
  readonly parents: Uint32Array | null
}

/** The list of a column: of each event its elements, and for a list in a list the element that holds each. */
export function listOffsets(list: string, scope: Scope): Spread {
  const column = scope.column(list)
  if (column.kind !== 'list') throw new Error(`${list} is not a list`)
  if (column.parent === null) return topOffsets(column.offsets, scope)
  const parent = listOffsets(column.parent, scope)
  const from = column.offsets[parent.from]!
  const offsets = scope.memory.codes(scope.events + 1)
  for (let i = 0; i <= scope.events; i++) {
    offsets[i] = column.offsets[parent.from + parent.offsets[i]!]! - from
  }
  return { from, offsets, parents: parentsOf(column.offsets, parent, from, scope) }
}

function topOffsets(source: Uint32Array, scope: Scope): Spread {
  const { eventFrom } = scope.range
  const from = source[eventFrom]!
  const offsets = scope.memory.codes(scope.events + 1)
  for (let i = 0; i <= scope.events; i++) offsets[i] = source[eventFrom + i]! - from
  return { from, offsets, parents: null }
}

function parentsOf(source: Uint32Array, parent: Spread, from: number, scope: Scope): Uint32Array {
  const count = parent.offsets[scope.events]!
  const parents = scope.memory.codes(source[parent.from + count]! - from)
  for (let p = 0; p < count; p++) {
    setRange(parents, p, source[parent.from + p]! - from, source[parent.from + p + 1]! - from)
  }
  return parents
}
