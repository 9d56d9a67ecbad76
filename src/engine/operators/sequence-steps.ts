import { at } from '../kernels.ts'
import type { MaskRef, NodeRef, Operator } from '../operator.ts'
import type { Scope } from '../scope.ts'

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

const ROW_BYTES = 40

/** All events of the containers that fulfil plain steps in order, each on a later event (§5.4). */
export const matchSteps: Operator<MatchStepsNode> = {
  label: 'Sequence',
  evaluate(node, scope) {
    const bits = scope.codes(node.bits)
    const { count, offsets } = scope.runs(node.runs)
    const window = scope.maskOrAll(node.window)
    const rows = stepRows(node, scope)
    const data = scope.memory.bytes(scope.events)
    const steps = node.steps.length
    scope.kernels.matchSteps(at(bits), at(window), at(offsets), count, steps, at(rows), at(data))
    return { kind: 'mask', data }
  },
}

/** The kernel's description of the steps. */
function stepRows({ steps, excludedAfter }: MatchStepsNode, scope: Scope): Uint8Array {
  const rows = scope.memory.bytes((steps.length + 1) * ROW_BYTES)
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength)
  for (const [s, step] of [...steps, { excluded: excludedAfter }].entries()) {
    const { excluded, within, after }: MatchStepsNode['steps'][number] = step
    const limit = within ?? after
    const row = s * ROW_BYTES
    view.setUint32(row, limit ? at(scope.numbers(limit.coordinate)) : 0, true)
    view.setUint32(row + 4, excluded, true)
    view.setFloat64(row + 8, within?.amount ?? Number.POSITIVE_INFINITY, true)
    view.setFloat64(row + 16, after?.amount ?? Number.NEGATIVE_INFINITY, true)
  }
  return rows
}
