import { MOST_BITS } from '../operators/codes.ts'
import type { SequenceGroup, SequenceNode } from '../operators/sequence.ts'
import type { Rewrite } from './rewrite.ts'

/** A sequence of plain events, each with one limit at most, is matched in one pass over their bits. */
export const matchPlainSequences: Rewrite = {
  node(node, plan) {
    if (node.op !== 'sequence' || node.keep !== 'everyone' || !isPlain(node)) return null
    const { runs, window, steps } = node
    const { masks, between } = bitsOf(node)
    if (masks.length > MOST_BITS) return null
    return {
      op: 'match-steps',
      bits: plan.add({ op: 'bits', masks }),
      runs,
      window,
      steps: steps.map(({ within, after }, s) => ({
        excluded: between[s]!,
        ...(within ? { within } : {}),
        ...(after ? { after } : {}),
      })),
      excludedAfter: between[steps.length]!,
    }
  },
}

function isPlain({ steps, excludedAfter }: SequenceNode): boolean {
  const exclusions = [...steps.flatMap(({ excluded }) => excluded), ...excludedAfter]
  return (
    steps.every((step) => isEvent(step) && hasPlainLimit(step)) &&
    exclusions.every((group) => isEvent(group) && !group.within && !group.after)
  )
}

const isEvent = ({ members }: SequenceGroup): boolean =>
  members.length === 1 && members[0]!.runs === undefined

/** One limit at most, measured by the coordinate of its step. */
const hasPlainLimit = ({ within, after }: SequenceGroup): boolean =>
  !(within && after) && within?.from === undefined && after?.from === undefined

/** One bit per step and per exclusion; `between` has the bits excluded before each step and after the last. */
function bitsOf({ steps, excludedAfter }: SequenceNode) {
  const exclusions = [...steps.map(({ excluded }) => excluded), excludedAfter]
  const masks = [...steps, ...exclusions.flat()].map(({ members }) => members[0]!.mask)
  let bit = steps.length
  const between = exclusions.map((groups) =>
    groups.reduce((bits) => (bits | (1 << bit++)) >>> 0, 0),
  )
  return { masks, between }
}
