import type { AudiencePublished, AudienceTrigger } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { claim } from '../timing/claims.ts'
import { findDue, type Live } from './due.ts'
import { endExpired } from './end-audience.ts'
import type { Ground, Known } from './ground.ts'
import { canHaveChanged } from './moving.ts'
import { runAudiences } from './run-audiences.ts'
import { type AudienceState, readState } from './state.ts'
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

interface Candidate {
  readonly audience: Audience
  readonly state: AudienceState
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
      return { audience, state: readState(states.get(audience.id)) }
    })
    const costMs = all
      .filter(({ audience }) => audience.refresh === 'live' && !audience.paused)
      .reduce((sum, { state }) => sum + state.costMs, 0)
    const due: Candidate[] = []
    for (const { audience, state } of all) {
      if (turns.isBusy(audience.id)) continue
      const { isBehind, sequence, lookedAt } = watch(audience.id)
      const live: Live = {
        isBehind: isBehind || sequence !== known.sequence,
        isMoving: true,
        costMs,
      }
      const seen = { ...state, endedAt: Math.max(state.endedAt ?? 0, lookedAt) || null }
      const { timeZone } = known.dataView(audience.dataView)
      const trigger = findDue(audience, seen, timeZone, now, live)
      if (trigger === 'first') await noteFirst(audience.id, now)
      else if (trigger !== null) due.push({ audience, state, trigger })
    }
    return due
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
    const groups = new Map<string, string[]>()
    for (const each of due) {
      if (!(await isWorthIt(each, known, now))) continue
      const key = JSON.stringify([each.audience.dataView, each.trigger])
      groups.set(key, [...(groups.get(key) ?? []), each.audience.id])
    }
    for (const [key, ids] of groups) {
      const [, trigger] = JSON.parse(key) as [string, AudienceTrigger]
      await turns.takeFree(ids, (free) => runNow(ground, known, free, trigger))
    }
  }

  async function runNow(
    at: Ground,
    known: Known,
    ids: readonly string[],
    trigger: AudienceTrigger,
  ): Promise<void> {
    if (trigger === 'expired') {
      for (const id of ids) await endExpired(at, known.audience(id)!)
      return
    }
    for (const id of ids) Object.assign(watch(id), { isBehind: false, sequence: known.sequence })
    for (const [id, outcome] of await runAudiences(at, ids, trigger, { waits: false })) {
      if ('error' in outcome) at.log(outcome.error, `audience ${id} could not be evaluated`)
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
