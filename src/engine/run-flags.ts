import type { Scope } from './scope.ts'
import type { MaskRef, NodeRef, RunFlags } from './vectors.ts'

/** `evaluate` of an operator that always gives its mask as flags, from which the scope spreads it. */
export function onlyFlags(): never {
  throw new Error('the mask is made of the flags of containers')
}

/** Masks of the same containers as one, where all are such. */
export function joinFlags(
  [first, ...others]: readonly NodeRef[],
  kernel: 'andMasks' | 'orMasks',
  scope: Scope,
): RunFlags | null {
  let joined = scope.flags(first!)
  for (const ref of others) {
    const flags = joined && scope.flags(ref)
    if (!joined || !flags || flags.runs !== joined.runs) return null
    const data = scope.memory.bytes(flags.data.length)
    scope.kernels[kernel](joined.data, flags.data, data, data.length)
    joined = { runs: flags.runs, data }
  }
  return joined
}

/** What a measure looks at: events in a mask, in containers with a flag; null: all of them. */
export interface EventSelection {
  readonly mask: Uint8Array | null
  readonly flags: Uint8Array | null
}

/** Events in all of some masks, as flags of the containers in as far as these say it. */
export function splitSelection(
  masks: readonly MaskRef[],
  runs: NodeRef,
  scope: Scope,
): EventSelection {
  let [mask, flags]: [Uint8Array | null, Uint8Array | null] = [null, null]
  for (const ref of masks) {
    if (ref === null) continue
    const own = scope.flagsOver(ref, runs)
    if (own) flags = both(flags, own, scope)
    else mask = both(mask, scope.mask(ref), scope)
  }
  return { mask: mask ?? (flags ? null : scope.visible), flags }
}

function both(a: Uint8Array | null, b: Uint8Array, scope: Scope): Uint8Array {
  if (!a) return b
  const data = scope.memory.bytes(b.length)
  scope.kernels.andMasks(a, b, data, data.length)
  return data
}
