import type { Codes } from '../columns.ts'
import { clearArray } from '../kernels/fill.ts'
import { toNode, toNodes, toTable } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, MaskRef, NodeRef, TableRef } from '../vectors.ts'
import { fillEmptyLists, readElements, withEvents, writeElements } from './list-values.ts'

export interface MapNode {
  readonly op: 'map'
  readonly input: NodeRef
  /** Code → code; bytes only for what is no list. */
  readonly table: TableRef
}

/** Codes replaced through a table: lower case, lookups, buckets, derived text. */
export const map: Operator<MapNode> = {
  links: { input: toNode, table: toTable },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input, table }, scope) {
    const vector = scope.vector(input)
    const values = scope.table(table)
    const codes =
      vector.kind === 'list' ? toMapped(vector, values[0] !== 0, scope) : scope.narrow(input)
    if (values instanceof Uint8Array && vector.kind !== 'list') {
      return scope.codesVector(testAll(codes, values, scope))
    }
    const data = scope.memory.codes(codes.length)
    scope.kernels.mapCodes(codes, values as Uint32Array, data, codes.length)
    return vector.kind === 'list' ? writeElements(vector, data, scope) : { kind: 'codes', data }
  },
}

export interface MapNumberNode {
  readonly op: 'map-number'
  readonly input: NodeRef
  /** f64 code → number; NaN = no value. */
  readonly table: TableRef
}

/** Numbers found through codes: a lookup's amounts, numeric items of a dimension. */
export const mapNumber: Operator<MapNumberNode> = {
  links: { input: toNode, table: toTable },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input, table }, scope) {
    const vector = scope.vector(input)
    const numbers = scope.table(table)
    const codes =
      vector.kind === 'list'
        ? toMapped(vector, !Number.isNaN(numbers[0]), scope)
        : scope.codes(input)
    const data = scope.memory.numbers(codes.length)
    for (let i = 0; i < codes.length; i++) data[i] = numbers[codes[i]!]!
    return vector.kind === 'list' ? writeElements(vector, data, scope) : { kind: 'numbers', data }
  },
}

/** The codes of elements, and of events without any where these may have a value. */
function toMapped(list: ListVector, fillsBlanks: boolean, scope: Scope): Uint32Array {
  const codes = fillsBlanks ? withEvents(list, scope) : readElements(list, scope)
  return codes as Uint32Array
}

export interface TestNode {
  readonly op: 'test'
  readonly input: NodeRef
  /** u8 code → 0 or 1. */
  readonly table: TableRef
}

/** Events whose value passes a test that was made on the dictionary; a list passes by any element. */
export const test: Operator<TestNode> = {
  links: { input: toNode, table: toTable },
  evaluate({ input, table }, scope) {
    const vector = scope.vector(input)
    const passes = scope.table(table)
    if (vector.kind !== 'list') {
      return { kind: 'mask', data: testAll(scope.narrow(input), passes as Uint8Array, scope) }
    }
    const data = scope.memory.bytes(scope.events)
    const { offsets, codes } = fillEmptyLists(vector, scope)
    for (let i = 0; i < scope.events; i++) {
      let any = 0
      for (let e = offsets[i]!; e < offsets[i + 1]! && !any; e++) any = passes[codes![e]!]!
      // An event without elements has no value, which is code 0.
      data[i] = offsets[i] === offsets[i + 1] ? passes[0]! : any
    }
    return { kind: 'mask', data }
  },
}

/** What a table of bytes has for each code. */
function testAll(codes: Codes, table: Uint8Array, scope: Scope): Uint8Array {
  const data = scope.memory.bytes(codes.length)
  scope.kernels.testCodes(codes, table, table.length, data, codes.length)
  return data
}

export interface MaskedCodesNode {
  readonly op: 'masked-codes'
  readonly input: NodeRef
  readonly mask: NodeRef
}

/** Codes where a mask is set, no value elsewhere. */
export const maskedCodes: Operator<MaskedCodesNode> = {
  links: { input: toNode, mask: toNode },
  evaluate({ input, mask }, scope) {
    const codes = scope.codes(input)
    const where = scope.mask(mask)
    const data = scope.memory.codes(scope.events)
    scope.kernels.keepCodes(codes, where, data, scope.events)
    return { kind: 'codes', data }
  },
}

/** The most masks that are bits of one vector. */
export const MOST_BITS = 32

export interface BitsNode {
  readonly op: 'bits'
  /** At most `MOST_BITS` masks; bit s of the result is mask s. */
  readonly masks: readonly MaskRef[]
}

/** Several masks in one vector, one bit each. */
export const bits: Operator<BitsNode> = {
  links: { masks: toNodes },
  evaluate({ masks }, scope) {
    const { memory, kernels, events } = scope
    const data = clearArray(
      masks.length <= 8 ? memory.bytes(events) : memory.codes(events),
      kernels,
    )
    masks.forEach((ref, step) => {
      if (ref === null) for (let i = 0; i < events; i++) data[i]! |= 1 << step
      else kernels.addBit(scope.mask(ref), step, data, events)
    })
    return scope.codesVector(data)
  },
}
