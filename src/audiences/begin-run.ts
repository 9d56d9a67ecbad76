import type { AudienceTrigger } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import type { Ground } from './ground.ts'
import { isoOf, type Journal, newRun, openJournal } from './journal.ts'
import { type AudienceState, readState } from './state.ts'

/** A run that is under way, and what was known before it. */
export interface BegunRun {
  readonly journal: Journal
  readonly before: AudienceState
}

/** Notes that a run is under way, and what became of the one before. */
export async function beginRun(
  { store, owner }: Pick<Ground, 'store' | 'owner'>,
  { id }: Pick<Audience, 'id'>,
  trigger: AudienceTrigger,
  now: number,
): Promise<BegunRun> {
  const before = readState(await store.state(id))
  await noteInterrupted(store, id, before)
  const run = newRun(trigger, now)
  const journal = openJournal({ store, owner, audience: id, at: isoOf(now) }, before, run)
  journal.remember({ run: run.id, lastRun: run.id, startedAt: now })
  journal.remember({ followedAt: now, ended: null })
  await journal.write({})
  return { journal, before }
}

/** What the process was killed in stays as far as it came. */
async function noteInterrupted(
  store: Ground['store'],
  audience: string,
  { run }: AudienceState,
): Promise<void> {
  const found = run === null ? undefined : await store.run(run)
  if (found === undefined) return
  const document = { ...JSON.parse(found.document), state: 'interrupted' }
  await store.writeRun(audience, { ...found, document: JSON.stringify(document) })
}
