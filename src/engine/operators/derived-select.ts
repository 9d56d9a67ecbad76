import { clearArray } from '../kernels/fill.ts'
import { toEach, toNode, toParts } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator, Scope } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'

/** Where a mask is set: the input's value, or a constant (NaN or 0: no value). */
export interface SelectBranch {
  readonly mask: MaskRef
  readonly value: { readonly input: NodeRef } | { readonly constant: number | null }
}

export interface SelectCodesNode {
  readonly op: 'select-codes'
  /**
   * The first branch whose mask is set gives the value; no value where none is. Later branches are
   * written first, so that the first one that holds stays.
   */
  readonly branches: readonly SelectBranch[]
}

const toBranches = toEach<SelectBranch>({ mask: toNode, value: toParts({ input: toNode }) })

/** Codes of one domain chosen by conditions. */
export const selectCodes: Operator<SelectCodesNode> = {
  links: { branches: toBranches },
  evaluate({ branches }, scope) {
    const data = clearArray(scope.memory.codes(scope.events), scope.kernels)
    for (const { mask, value } of branches.toReversed()) {
      const where = scope.maskOrAll(mask)
      if ('input' in value) chooseCodes(scope.codes(value.input), where, data, scope)
      else chooseCode(value.constant ?? 0, where, data, scope)
    }
    return { kind: 'codes', data }
  },
}

export interface SelectNumbersNode {
  readonly op: 'select-numbers'
  readonly branches: readonly SelectBranch[]
}

/** Numbers chosen by conditions. */
export const selectNumbers: Operator<SelectNumbersNode> = {
  links: { branches: toBranches },
  evaluate({ branches }, scope) {
    const data = scope.memory.numbers(scope.events)
    setRange(data, Number.NaN, 0, data.length)
    for (const { mask, value } of branches.toReversed()) {
      const where = scope.maskOrAll(mask)
      if ('input' in value) chooseNumbers(scope.numbers(value.input), where, data, scope)
      else chooseNumber(value.constant ?? Number.NaN, where, data, scope)
    }
    return { kind: 'numbers', data }
  },
}

type Where = Uint8Array | null

function chooseCodes(codes: Uint32Array, where: Where, data: Uint32Array, scope: Scope): void {
  if (where) scope.kernels.chooseCodes(where, codes, data, scope.events)
  else data.set(codes)
}

function chooseCode(code: number, where: Where, data: Uint32Array, scope: Scope): void {
  if (where) scope.kernels.chooseCode(where, code, data, scope.events)
  else data.fill(code)
}

function chooseNumbers(
  numbers: Float64Array,
  where: Where,
  data: Float64Array,
  scope: Scope,
): void {
  if (where) scope.kernels.chooseNumbers(where, numbers, data, scope.events)
  else data.set(numbers)
}

function chooseNumber(number: number, where: Where, data: Float64Array, scope: Scope): void {
  if (where) scope.kernels.chooseNumber(where, number, data, scope.events)
  else data.fill(number)
}
