import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql } from '../../lake/sql.ts'
import type { Rules } from '../linking/index.ts'
import { type SpaceChange, writeChanges } from './changes.ts'
import { describeDifferences, type Differences } from './differences.ts'
import { type Hand, writeHand } from './hand.ts'
import { listLost } from './lost.ts'
import { relink, type Relinked } from './relink.ts'
import { finishRemoval } from './settle.ts'
import { saveSpace, type SpaceState } from './state.ts'
import { writeGraphs } from './write.ts'
import { withNamed } from './named.ts'

/** The next state of a space before its graphs are made. */
export interface Draft {
  readonly state: SpaceState
  readonly rules: Rules
  readonly hand: Hand
  /** Identities whose components are made anew, a query of `code`; null: all. */
  readonly touched: Sql | null
  /** See `Ground`. */
  readonly mostNamed?: number | undefined
}

export interface Outcome {
  readonly relinked: Relinked
  readonly differences: Differences
}

/** What a draft would change; nothing is written. */
export async function workOut(lake: LakeClient, draft: Draft): Promise<Outcome> {
  const relinked = await relink(lake, draft, draft.touched)
  const { codes } = relinked.world
  const known = await withNamed(lake, relinked.isWhole ? null : codes, (isMember) =>
    listLost(lake, draft.state, isMember(sql`code`)),
  )
  const differences = await describeDifferences(
    lake,
    draft.state,
    relinked,
    new Set(known.map(({ a, b }) => `${a},${b}`)),
  )
  return { relinked, differences }
}

/** Writes what a draft changes and publishes its state: it is seen wholly or not at all. */
export async function publish(
  lake: LakeClient,
  { state, hand }: Draft,
  { relinked }: Outcome,
  { change, details }: { change: string; details: readonly SpaceChange['detail'][] },
): Promise<SpaceState> {
  if (state.hand === state.version) await writeHand(lake, state, state.version, hand)
  await writeGraphs(lake, state, state.version, relinked)
  await writeChanges(lake, state, change, details)
  await saveSpace(lake, state)
  return finishRemoval(lake, state)
}
