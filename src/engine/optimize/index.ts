import { composeMaps } from './compose-maps.ts'
import { dropValueMasks } from './drop-value-masks.ts'
import { gridTimes } from './grid-times.ts'
import { hoistMasks } from './hoist-masks.ts'
import { joinContainers } from './join-containers.ts'
import { joinTests } from './join-tests.ts'
import { matchPlainSequences } from './match-plain-sequences.ts'
import { narrowCodes } from './narrow-codes.ts'
import { pairMasks } from './pair-masks.ts'
import type { Rewrite } from './rewrite.ts'
import { testPresence } from './test-presence.ts'

/** All rewrites; of several that fit a node the first one is taken, and what it makes is looked at again. */
export const rewrites: Readonly<Record<string, Rewrite>> = {
  composeMaps,
  testPresence,
  narrowCodes,
  matchPlainSequences,
  joinContainers,
  joinTests,
  pairMasks,
  gridTimes,
  dropValueMasks,
  hoistMasks,
}
