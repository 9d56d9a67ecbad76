import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { StoredMember } from '../store/index.ts'
import { claim, keepClaimed } from '../timing/claims.ts'
import { emptyDestination } from './fill-destinations.ts'
import { readMembers } from './difference.ts'
import type { Ground } from './ground.ts'
import { isoOf, joinSteps, newRun, openJournal } from './journal.ts'
import { readState } from './state.ts'
import { leave } from './write-difference.ts'

/** How an audience ends: everybody leaves, and destinations are told so where the definition says it. */
type Ending = Pick<Audience, 'id' | 'exitOnEnd'> & {
  readonly reason: 'expired' | 'deleted'
}

/** Where an audience ends. */
type EndGround = Pick<Ground, 'store' | 'owner' | 'atOnce' | 'now'>

/** Lets everybody out of one that has expired, unless another server has it now. */
export async function endExpired(ground: EndGround, audience: Audience): Promise<void> {
  await claimed(ground, { ...audience, reason: 'expired' }, false)
}

/** The same of one whose definition is gone, when whoever has it now is done. Errors: audience/busy. */
export async function endDeleted(ground: EndGround, id: string, exitOnEnd: boolean): Promise<void> {
  if ((await ground.store.state(id)) === undefined) return
  const isEnded = await claimed(ground, { id, exitOnEnd, reason: 'deleted' }, true)
  if (!isEnded) throw new ThroughlineError('audience/busy', { id })
}

async function claimed(ground: EndGround, ending: Ending, waits: boolean): Promise<boolean> {
  const { id } = ending
  if (!(await claim(ground, id, waits))) return false
  const stop = keepClaimed(ground, [id])
  try {
    await endAudience(ground, ending)
    return true
  } finally {
    stop()
    await ground.store.release(id, ground.owner)
  }
}

/** Can be repeated. */
async function endAudience(
  { store, owner, atOnce, now }: EndGround,
  { id, exitOnEnd, reason }: Ending,
): Promise<void> {
  const before = readState(await store.state(id))
  const at = isoOf(now())
  const journal = openJournal({ store, owner, audience: id, at }, before, newRun(reason, now()))
  journal.remember({ run: journal.run.id, lastRun: journal.run.id, startedAt: now() })
  await journal.write({})
  const told = Object.keys(before.destinations)
  let some: StoredMember[] = []
  const letOut = async () => {
    const steps = some.map((member) => leave(member, at, { reason }))
    if (steps.length > 0) {
      await journal.write({ ...joinSteps(steps), destinations: exitOnEnd ? told : [] })
    }
    some = []
  }
  for await (const member of readMembers(store, id, true)) {
    some.push(member)
    if (some.length >= atOnce) await letOut()
  }
  await letOut()
  if (exitOnEnd) {
    for (const destination of told) await emptyDestination({ store, journal, atOnce }, destination)
  }
  const endedAt = now()
  journal.note({ state: 'done', endedAt: isoOf(endedAt) })
  journal.remember({
    run: null,
    endedAt,
    evaluatedAt: null,
    window: null,
    dataVersion: null,
    fixed: null,
    problem: null,
    ended: reason,
    members: 0,
    heldOut: 0,
    destinations: {},
    followedAt: null,
  })
  await journal.write({})
}
