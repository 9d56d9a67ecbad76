import { clearArray } from '../kernels/fill.ts'
import { toNode, toNodes } from '../links.ts'
import { joinFlags } from '../run-flags.ts'
import type { Operator, Scope } from '../scope.ts'
import { filterPlaces } from '../sparse-numbers.ts'
import type { NodeRef, Vector } from '../vectors.ts'

export interface NothingNode {
  readonly op: 'nothing'
}

/** The mask of no event. */
export const nothing: Operator<NothingNode> = {
  links: {},
  evaluate: (_node, scope) => ({
    kind: 'mask',
    data: clearArray(scope.memory.bytes(scope.events), scope.kernels),
  }),
  countRuns: () => 0,
}

export interface AndNode {
  readonly op: 'and'
  /** At least two. */
  readonly inputs: readonly NodeRef[]
}

/** Events in all masks. */
export const andMasks: Operator<AndNode> = {
  links: { inputs: toNodes },
  evaluate: ({ inputs }, scope) => joinMasks(inputs, 'andMasks', scope),
  flags: ({ inputs }, scope) => joinFlags(inputs, 'andMasks', scope),
  places({ inputs }, scope) {
    const shortest = inputs.find((input) => scope.places(input) !== null)
    if (shortest === undefined) return null
    return inputs
      .filter((input) => input !== shortest)
      .reduce(
        (places, input) => filterPlaces(places, scope.mask(input), scope),
        scope.places(shortest)!,
      )
  },
}

export interface OrNode {
  readonly op: 'or'
  /** At least two. */
  readonly inputs: readonly NodeRef[]
}

/** Events in any mask. */
export const orMasks: Operator<OrNode> = {
  links: { inputs: toNodes },
  evaluate: ({ inputs }, scope) => joinMasks(inputs, 'orMasks', scope),
  flags: ({ inputs }, scope) => joinFlags(inputs, 'orMasks', scope),
}

function joinMasks(
  inputs: readonly NodeRef[],
  kernel: 'andMasks' | 'orMasks',
  scope: Scope,
): Vector {
  const data = inputs
    .map((input) => scope.mask(input))
    .reduce((left, right) => {
      const both = scope.memory.bytes(scope.events)
      scope.kernels[kernel](left, right, both, scope.events)
      return both
    })
  return { kind: 'mask', data }
}

export interface NotNode {
  readonly op: 'not'
  readonly input: NodeRef
}

/** Events outside a mask. */
export const notMask: Operator<NotNode> = {
  links: { input: toNode },
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
