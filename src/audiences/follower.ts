import type { AudiencePublished, AudienceTrigger } from '../model/answers/audiences.ts'
import { claim } from '../timing/claims.ts'
import { findDue, goesAlong, type Live } from './due.ts'
import { endExpired } from './end-audience.ts'
import type { Ground, Known } from './ground.ts'
import { canHaveChanged } from './moving.ts'
import { type Followed, followAudiences } from './follow-audiences.ts'
import { runAudiences, type RunOutcomes } from './run-audiences.ts'
import { readState } from './state.ts'
import type { Turns } from '../timing/turns.ts'

/** Evaluates audiences by themselves. */
export interface Follower {
  /** The journeys of a connection are new: live audiences follow soon. */
  follow(connection: string): void
  /** Evaluates what is due now. */
  tick(): Promise<void>
}

/** What is remembered of a live audience. */
interface Watched {
  /** Definitions that it was evaluated by. */
  sequence: number
  isBehind: boolean
  /** When it was found that nothing can have changed; UTC milliseconds. */
  lookedAt: number
}

interface Candidate extends Followed {
  readonly trigger: AudienceTrigger
}

export function openFollower(ground: Ground, turns: Turns<AudiencePublished>): Follower {
  const watched = new Map<string, Watched>()
  const refreshed = new Set<string>()

  const watch = (id: string): Watched => {
    const found = watched.get(id) ?? { sequence: -1, isBehind: true, lookedAt: 0 }
    watched.set(id, found)
    return found
  }

  function noteRefreshed(known: Known): void {
    for (const { id, dataView } of known.audiences) {
      if (refreshed.has(known.dataView(dataView).connection)) watch(id).isBehind = true
    }
    refreshed.clear()
  }

  async function listDue(known: Known, now: number): Promise<readonly Candidate[]> {
    const states = await ground.store.states()
    const all = known.audiences.map((audience) => {
      const document = states.get(audience.id)
      return { audience, document: document ?? '', state: readState(document) }
    })
    const costMs = all
      .filter(({ audience }) => audience.refresh === 'live' && !audience.paused)
      .reduce((sum, { state }) => sum + state.costMs, 0)
    const due: Candidate[] = []
    const waiting: Candidate[] = []
    for (const each of all) {
      const { audience, state } = each
      if (turns.isBusy(audience.id)) continue
      const { sequence, lookedAt, ...watching } = watch(audience.id)
      const isBehind = watching.isBehind || sequence !== known.sequence
      const seen = { ...state, endedAt: Math.max(state.endedAt ?? 0, lookedAt) || null }
      const { timeZone } = known.dataView(audience.dataView)
      const live: Live = { isBehind, isMoving: true, costMs }
      const trigger = findDue(audience, seen, timeZone, now, live)
      if (trigger === 'first') await noteFirst(audience.id, now)
      else if (trigger !== null) due.push({ ...each, trigger })
      else if (goesAlong(audience, seen, timeZone, now, isBehind)) {
        waiting.push({ ...each, trigger: 'data' })
      }
    }
    const going = new Set(
      due.flatMap(({ audience, trigger }) => (trigger === 'data' ? audience.dataView : [])),
    )
    const along = waiting.filter(({ audience }) => going.has(audience.dataView))
    // In an order of their own: what is asked again in another one is another plan.
    return [...due, ...along].sort((a, b) => (a.audience.id < b.audience.id ? -1 : 1))
  }

  /** From when on its calendar counts. */
  async function noteFirst(id: string, now: number): Promise<void> {
    const { store, owner } = ground
    if (!(await claim(ground, id, false))) return
    const state = { ...readState(await store.state(id)), followedAt: now }
    await store.writeState({ audience: id, owner, document: JSON.stringify(state) })
    await store.release(id, owner)
  }

  /** Whether to look at all, where only time has passed. */
  async function isWorthIt({ audience, state, trigger }: Candidate, known: Known, now: number) {
    if (trigger !== 'window') return true
    const context = await ground.open(known.dataView(audience.dataView), now)
    if (await canHaveChanged(context, audience, state)) return true
    watch(audience.id).lookedAt = now
    return false
  }

  async function run(known: Known, due: readonly Candidate[], now: number): Promise<void> {
    const groups = new Map<string, Candidate[]>()
    for (const each of due) {
      if (!(await isWorthIt(each, known, now))) continue
      const key = JSON.stringify([each.audience.dataView, each.trigger])
      groups.set(key, [...(groups.get(key) ?? []), each])
    }
    for (const group of groups.values()) {
      const ids = group.map(({ audience }) => audience.id)
      await turns.takeFree(ids, (free) =>
        runNow(
          known,
          group.filter(({ audience }) => free.includes(audience.id)),
          group[0]!.trigger,
        ),
      )
    }
  }

  /** What is seldom evaluated keeps each run; what follows the data, or time, only those that change something. */
  const evaluate = (due: readonly Followed[], trigger: AudienceTrigger): Promise<RunOutcomes> => {
    if (trigger === 'data' || trigger === 'window') return followAudiences(ground, due, trigger)
    const ids = due.map(({ audience }) => audience.id)
    return runAudiences(ground, ids, trigger, { waits: false })
  }

  async function runNow(
    known: Known,
    due: readonly Followed[],
    trigger: AudienceTrigger,
  ): Promise<void> {
    if (trigger === 'expired') {
      for (const { audience } of due) await endExpired(ground, audience)
      return
    }
    for (const { audience } of due) {
      Object.assign(watch(audience.id), { isBehind: false, sequence: known.sequence })
    }
    for (const [id, outcome] of await evaluate(due, trigger)) {
      if ('error' in outcome) ground.log(outcome.error, `audience ${id} could not be evaluated`)
    }
  }

  return {
    follow: (connection) => void refreshed.add(connection),
    async tick() {
      const known = await ground.known()
      if (known.audiences.length === 0) return
      noteRefreshed(known)
      const now = ground.now()
      await run(known, await listDue(known, now), now)
    },
  }
}
