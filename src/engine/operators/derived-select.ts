import type { MaskRef, NodeRef, Operator } from '../operator.ts'
import type { Scope } from '../scope.ts'

/** Where a mask is set: the input's value, or a constant (NaN or 0: no value). */
export interface SelectBranch {
  readonly mask: MaskRef
  readonly value: { readonly input: NodeRef } | { readonly constant: number | null }
}

export interface SelectCodesNode {
  readonly op: 'select-codes'
  /** The first branch whose mask is set gives the value; no value where none is. */
  readonly branches: readonly SelectBranch[]
}

/** Codes of one domain chosen by conditions. */
export const selectCodes: Operator<SelectCodesNode> = {
  label: 'Case when',
  evaluate({ branches }, scope) {
    const data = scope.memory.codes(scope.events).fill(0)
    choose(branches, data, (ref) => scope.codes(ref), 0, scope)
    return { kind: 'codes', data }
  },
}

export interface SelectNumbersNode {
  readonly op: 'select-numbers'
  readonly branches: readonly SelectBranch[]
}

/** Numbers chosen by conditions. */
export const selectNumbers: Operator<SelectNumbersNode> = {
  label: 'Case when',
  evaluate({ branches }, scope) {
    const data = scope.memory.numbers(scope.events).fill(Number.NaN)
    choose(branches, data, (ref) => scope.numbers(ref), Number.NaN, scope)
    return { kind: 'numbers', data }
  },
}

/** Later branches are written first, so that the first one that holds stays. */
function choose(
  branches: readonly SelectBranch[],
  data: Uint32Array | Float64Array,
  read: (ref: NodeRef) => Uint32Array | Float64Array,
  blank: number,
  scope: Scope,
): void {
  for (const { mask, value } of branches.toReversed()) {
    const where = scope.maskOrAll(mask)
    const input = 'input' in value ? read(value.input) : null
    const constant = 'constant' in value ? (value.constant ?? blank) : blank
    if (!where && input) data.set(input)
    else if (!where) data.fill(constant)
    else if (input) for (let i = 0; i < data.length; i++) data[i] = where[i] ? input[i]! : data[i]!
    else for (let i = 0; i < data.length; i++) data[i] = where[i] ? constant : data[i]!
  }
}
