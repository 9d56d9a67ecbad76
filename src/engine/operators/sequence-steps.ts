import { clearArray } from '../kernels/fill.ts'
import { toEach, toNode, toParts } from '../links.ts'
import { onlyFlags } from '../run-flags.ts'
import type { Operator, Scope } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'

/** How far a coordinate may rise from one step to the next; it never falls within a container. */
export interface StepLimit {
  /** Numbers. */
  readonly coordinate: NodeRef
  readonly amount: number
}

export interface MatchStepsNode {
  readonly op: 'match-steps'
  /** u32 per event: bit s where it fulfils step s, and bits of what must not occur. */
  readonly bits: NodeRef
  readonly runs: NodeRef
  /** The events that are looked at. */
  readonly window: MaskRef
  readonly steps: readonly {
    /** Bits that must not occur since the step before, on the events between. */
    readonly excluded: number
    /** At most one of them. */
    readonly within?: StepLimit
    readonly after?: StepLimit
  }[]
  /** Bits that must not occur after the last step. */
  readonly excludedAfter: number
}

const toLimit = toParts<StepLimit>({ coordinate: toNode })

const ROW_BYTES = 40

/** Bits in bytes hold so many steps and exclusions. */
const BITS_PER_BYTE = 8

/** All events of the containers that fulfil plain steps in order, each on a later event (§5.4). */
export const matchSteps: Operator<MatchStepsNode> = {
  links: {
    bits: toNode,
    runs: toNode,
    window: toNode,
    steps: toEach({ within: toLimit, after: toLimit }),
  },
  evaluate: onlyFlags,
  flags(node, scope) {
    const fitsInBytes = largestBit(node) < BITS_PER_BYTE
    return {
      runs: node.runs,
      data: fitsInBytes ? matchGathered(node, scope) : matchAll(node, scope),
    }
  },
}

function largestBit({ steps, excludedAfter }: MatchStepsNode): number {
  const excluded = steps.reduce((all, step) => all | step.excluded, excludedAfter)
  return Math.max(steps.length - 1, 31 - Math.clz32(excluded))
}

/** Looks only at the containers with every step somewhere, and there only at events of steps. */
function matchGathered(node: MatchStepsNode, scope: Scope): Uint8Array {
  const { kernels, memory, events } = scope
  const { count, offsets } = scope.runs(node.runs)
  const flags = clearArray(memory.bytes(count), kernels)
  const bits = scope.maskedBits(node.bits, node.window)
  const required = 2 ** node.steps.length - 1
  const [places, found] = [memory.codes(events), memory.codes(events)]
  const [runs, which] = [memory.codes(count + 1), memory.codes(count)]
  const out = [places, found, runs, which] as const
  const gathered = kernels.gatherSteps(bits, offsets, count, required, ...out)
  const where = places.subarray(0, runs[gathered])
  const rows = stepRows(node, (ref) => scope.numbersAt(ref, where), scope)
  const matched = memory.bytes(gathered)
  kernels.matchSteps(found, null, runs, gathered, node.steps.length, rows, matched)
  for (let j = 0; j < gathered; j++) flags[which[j]!] = matched[j]!
  return flags
}

function matchAll(node: MatchStepsNode, scope: Scope): Uint8Array {
  const bits = scope.codes(node.bits)
  const { count, offsets } = scope.runs(node.runs)
  const window = scope.maskOrAll(node.window)
  const rows = stepRows(node, (ref) => scope.numbers(ref), scope)
  const flags = scope.memory.bytes(count)
  const steps = node.steps.length
  scope.kernels.matchSteps(bits, window, offsets, count, steps, rows, flags)
  return flags
}

/** The kernel's description of the steps. */
function stepRows(
  { steps, excludedAfter }: MatchStepsNode,
  numbersOf: (ref: NodeRef) => Float64Array,
  scope: Scope,
): Uint8Array {
  const rows = scope.memory.bytes((steps.length + 1) * ROW_BYTES)
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength)
  for (const [s, step] of [...steps, { excluded: excludedAfter }].entries()) {
    const { excluded, within, after }: MatchStepsNode['steps'][number] = step
    const limit = within ?? after
    const row = s * ROW_BYTES
    view.setUint32(row, limit ? numbersOf(limit.coordinate).byteOffset : 0, true)
    view.setUint32(row + 4, excluded, true)
    view.setFloat64(row + 8, within?.amount ?? Number.POSITIVE_INFINITY, true)
    view.setFloat64(row + 16, after?.amount ?? Number.NEGATIVE_INFINITY, true)
  }
  return rows
}
