import { cleared } from '../kernels/fill.ts'
import { joinFlags } from '../run-flags.ts'
import type { Operator } from '../scope.ts'
import { filterPlaces } from '../sparse-numbers.ts'
import type { NodeRef } from '../vectors.ts'

export interface NothingNode {
  readonly op: 'nothing'
}

/** The mask of no event. */
export const nothing: Operator<NothingNode> = {
  evaluate: (_node, scope) => ({
    kind: 'mask',
    data: cleared(scope.memory.bytes(scope.events), scope.kernels),
  }),
  countRuns: () => 0,
}

export interface AndNode {
  readonly op: 'and'
  readonly inputs: readonly [NodeRef, NodeRef]
}

/** Events in both masks. */
export const and: Operator<AndNode> = {
  evaluate({ inputs: [a, b] }, scope) {
    const [left, right] = [scope.mask(a), scope.mask(b)]
    const data = scope.memory.bytes(scope.events)
    scope.kernels.andMasks(left, right, data, scope.events)
    return { kind: 'mask', data }
  },
  flags: ({ inputs }, scope) => joinFlags(inputs, 'andMasks', scope),
  places({ inputs: [a, b] }, scope) {
    const left = scope.places(a)
    const places = left ?? scope.places(b)
    return places && filterPlaces(places, scope.mask(left ? b : a), scope)
  },
}

export interface OrNode {
  readonly op: 'or'
  readonly inputs: readonly [NodeRef, NodeRef]
}

/** Events in either mask. */
export const or: Operator<OrNode> = {
  evaluate({ inputs: [a, b] }, scope) {
    const [left, right] = [scope.mask(a), scope.mask(b)]
    const data = scope.memory.bytes(scope.events)
    scope.kernels.orMasks(left, right, data, scope.events)
    return { kind: 'mask', data }
  },
  flags: ({ inputs }, scope) => joinFlags(inputs, 'orMasks', scope),
}

export interface NotNode {
  readonly op: 'not'
  readonly input: NodeRef
}

/** Events outside a mask. */
export const not: Operator<NotNode> = {
  evaluate({ input }, scope) {
    const mask = scope.mask(input)
    const data = scope.memory.bytes(scope.events)
    scope.kernels.notMask(mask, data, scope.events)
    return { kind: 'mask', data }
  },
  flags({ input }, scope) {
    const flags = scope.flags(input)
    if (!flags) return null
    const data = scope.memory.bytes(flags.data.length)
    scope.kernels.notMask(flags.data, data, data.length)
    return { runs: flags.runs, data }
  },
}
