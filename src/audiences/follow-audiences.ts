import type { AudiencePublished, AudienceTrigger } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import type { Outcome } from '../query/run-reports.ts'
import type { MembershipChunk, ReplacedState } from '../store/index.ts'
import { OWNED_MS } from '../timing/claims.ts'
import { beginRun } from './begin-run.ts'
import { openDryStore } from './dry-store.ts'
import { fixWindow } from './fixed-window.ts'
import type { Ground } from './ground.ts'
import { KEPT_RUNS } from './publish-evaluation.ts'
import {
  evaluateInPass,
  type Looked,
  type Passed,
  publish,
  type RunOutcomes,
  withClaims,
} from './run-audiences.ts'
import type { AudienceState } from './state.ts'
import { countChanged, noteUnchanged } from './unchanged.ts'

/** An audience that is due, as it was left. */
export interface Followed {
  readonly audience: Audience
  readonly state: AudienceState
  /** The state as JSON. */
  readonly document: string
}

interface Seen extends Looked {
  readonly before: AudienceState
  readonly document: string
  readonly passed: Passed
}

/** What changes so few is kept back, and written with that of the other audiences. */
const FEW = 500

/**
 * Evaluates audiences of one data view in one pass, for a follower: many of them again and again, of which little
 * changes. Where nobody enters or leaves no run is kept, and the moments of all are written at once; so is what
 * changes of those of which few do.
 */
export async function followAudiences(
  ground: Ground,
  due: readonly Followed[],
  trigger: AudienceTrigger,
): Promise<RunOutcomes> {
  const unchanged: ReplacedState[] = []
  const few: Seen[] = []
  const others: Seen[] = []
  for await (const seen of lookAt(ground, due)) {
    await letOthersIn()
    const changed = countChanged(ground, seen, seen.passed.evaluation)
    const replaced = changed === 0 ? await replace(ground, seen) : null
    if (replaced !== null) unchanged.push(replaced)
    else if (changed !== null && changed <= FEW) few.push(seen)
    else others.push(seen)
  }
  if (unchanged.length > 0) await ground.store.replaceStates(unchanged)
  const { outcomes, left } = await writeTogether(ground, few, trigger)
  return new Map([...outcomes, ...(await writeApart(ground, [...left, ...others], trigger))])
}

async function* lookAt(ground: Ground, due: readonly Followed[]): AsyncGenerator<Seen, void> {
  const [known, now] = [await ground.known(), ground.now()]
  const looked = due.flatMap(({ audience: { id }, state, document }) => {
    const audience = known.audience(id)
    if (audience === undefined) return []
    return [{ audience, evaluated: fixWindow(audience, state), before: state, document }]
  })
  let place = 0
  for await (const passed of evaluateInPass(ground, known, looked, now)) {
    yield { ...looked[place++]!, passed }
  }
}

async function replace(ground: Ground, seen: Seen): Promise<ReplacedState | null> {
  const { evaluation, evaluateMs, now } = seen.passed
  if ('error' in evaluation) return null
  const moments = { evaluateMs, now, endedAt: ground.now() }
  const state = await noteUnchanged(ground, seen, evaluation.result, moments)
  const { audience, document: before } = seen
  return state && { audience: audience.id, before, document: JSON.stringify(state) }
}

interface Together {
  readonly outcomes: RunOutcomes
  /** Of those that have become others meanwhile nothing is written. */
  readonly left: readonly Seen[]
}

/** Writes what is different of several in one transaction. */
async function writeTogether(
  ground: Ground,
  all: readonly Seen[],
  trigger: AudienceTrigger,
): Promise<Together> {
  const outcomes = new Map<string, Outcome<AudiencePublished>>()
  if (all.length === 0) return { outcomes, left: all }
  const { owner } = ground
  const ids = all.map(({ audience }) => audience.id)
  const claimed = await ground.store.claimAll(ids, owner, OWNED_MS)
  const isAsSeen = ({ audience, document }: Seen) => claimed.get(audience.id) === document
  const chunks: MembershipChunk[] = []
  const held = new Set(claimed.keys())
  try {
    for (const seen of all.filter(isAsSeen)) {
      const own: MembershipChunk[] = []
      const store = openDryStore(ground.store, (chunk) => own.push(chunk))
      const run = await beginRun({ store, owner }, seen.audience, trigger, seen.passed.now)
      const outcome = await publish({ ...ground, store }, { ...seen, ...run }, seen.passed)
      outcomes.set(seen.audience.id, outcome)
      chunks.push(...own.filter((chunk, place) => place === own.length - 1 || hasRows(chunk)))
    }
    await ground.store.finish(chunks, KEPT_RUNS)
    for (const { audience } of chunks) held.delete(audience)
  } finally {
    for (const id of held) await ground.store.release(id, owner)
  }
  return { outcomes, left: all.filter((seen) => !isAsSeen(seen)) }
}

const hasRows = ({ members, changes, wanted }: MembershipChunk): boolean =>
  members.length + changes.length + wanted.length > 0

function writeApart(
  ground: Ground,
  all: readonly Seen[],
  trigger: AudienceTrigger,
): Promise<RunOutcomes> {
  const byId = new Map(all.map((seen) => [seen.audience.id, seen]))
  return withClaims(ground, [...byId.keys()], false, async (_, audiences, outcomes) => {
    for (const { id } of audiences) {
      const seen = byId.get(id)!
      const run = await beginRun(ground, seen.audience, trigger, seen.passed.now)
      outcomes.set(id, await publish(ground, { ...seen, ...run }, seen.passed))
    }
  })
}
