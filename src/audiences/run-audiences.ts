import type { AudiencePublished, AudienceTrigger } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { Outcome, ReportContext } from '../query/run-reports.ts'
import type { MembershipChunk } from '../store/index.ts'
import { claimAudience, keepClaimed } from './claims.ts'
import { openDryStore } from './dry-store.ts'
import { type AudienceEvaluation, type Evaluated, evaluateAudiences } from './evaluate.ts'
import { fixWindow } from './fixed-window.ts'
import type { Ground, Known } from './ground.ts'
import { isoOf, newRun, openJournal } from './journal.ts'
import { publishEvaluation } from './publish-evaluation.ts'
import { type AudienceState, readState } from './state.ts'

/** What became of audiences, by id. */
export type RunOutcomes = ReadonlyMap<string, Outcome<AudiencePublished>>

/**
 * Evaluates audiences of one data view in one pass and writes what is different, each for itself. One that another
 * server evaluates is left to it, or waited for.
 */
export async function runAudiences(
  ground: Ground,
  ids: readonly string[],
  trigger: AudienceTrigger,
  { waits }: { readonly waits: boolean },
): Promise<RunOutcomes> {
  const claimed: string[] = []
  const outcomes = new Map<string, Outcome<AudiencePublished>>()
  const stop = keepClaimed(ground, claimed)
  try {
    for (const id of ids) {
      if (await claimAudience(ground, id, waits)) claimed.push(id)
      else outcomes.set(id, { error: new ThroughlineError('audience/busy', { id }) })
    }
    const known = await ground.known()
    const audiences = claimed.flatMap((id) => known.audience(id) ?? [])
    for await (const [id, outcome] of runClaimed(ground, known, audiences, trigger)) {
      outcomes.set(id, outcome)
    }
  } finally {
    stop()
    for (const id of claimed) await ground.store.release(id, ground.owner)
  }
  return outcomes
}

async function* runClaimed(
  ground: Ground,
  known: Known,
  audiences: readonly Audience[],
  trigger: AudienceTrigger,
): AsyncGenerator<readonly [string, Outcome<AudiencePublished>], void> {
  const [first] = audiences
  if (first === undefined) return
  const now = ground.now()
  const begun: Begun[] = []
  for (const audience of audiences) begun.push(await begin(ground, audience, trigger, now))
  const started = performance.now()
  const context = openView(ground, known, first, now)
  const evaluations = evaluateAudiences(
    context,
    begun.map(({ evaluated }) => evaluated),
  )
  let share: number | undefined
  for (const each of begun) {
    const evaluation = (await evaluations.next()).value as Outcome<AudienceEvaluation>
    share ??= (performance.now() - started) / begun.length
    const of = { ...each, known, context, evaluateMs: share, now }
    yield [each.audience.id, await publishEvaluation(ground, of, evaluation)]
  }
}

/** What publishing would do now. Nothing is stored. Errors: what the audience's segments say. */
export async function rehearse(
  ground: Ground,
  audience: Audience,
  onWrite: (chunk: MembershipChunk) => void,
): Promise<Rehearsed> {
  const known = await ground.known()
  const [id, now] = [audience.id, ground.now()]
  const store = openDryStore(ground.store, onWrite)
  const before = readState(await store.state(id))
  const { owner } = ground
  const journal = openJournal(
    { store, owner, audience: id, at: isoOf(now) },
    before,
    newRun('publish', now),
  )
  const evaluated: Evaluated = fixWindow(audience, before)
  const context = openView(ground, known, audience, now)
  const started = performance.now()
  const evaluation = (await evaluateAudiences(context, [evaluated]).next())
    .value as Outcome<AudienceEvaluation>
  const evaluateMs = performance.now() - started
  const of = { audience, evaluated, journal, before, known, context, evaluateMs, now }
  const outcome = await publishEvaluation({ ...ground, store }, of, evaluation)
  if ('error' in outcome) throw outcome.error
  const persons = 'error' in evaluation ? [] : evaluation.result.persons.map(({ person }) => person)
  return { published: { ...outcome.result, run: null }, context: await context, persons }
}

/** What would be, and on what. */
export interface Rehearsed {
  readonly published: AudiencePublished
  readonly context: ReportContext
  /** Who would be in it, in their order. */
  readonly persons: readonly string[]
}

const openView = async (
  { open }: Ground,
  known: Known,
  { dataView }: Audience,
  now: number,
): Promise<ReportContext> => open(known.dataView(dataView), now)

type Begun = Awaited<ReturnType<typeof begin>>

/** Notes that a run is under way, and what became of the one before. */
async function begin(
  { store, owner }: Ground,
  audience: Audience,
  trigger: AudienceTrigger,
  now: number,
) {
  const { id } = audience
  const before = readState(await store.state(id))
  await noteInterrupted(store, id, before)
  const run = newRun(trigger, now)
  const journal = openJournal({ store, owner, audience: id, at: isoOf(now) }, before, run)
  journal.remember({ run: run.id, startedAt: now, followedAt: now, ended: null })
  await journal.write({})
  const evaluated: Evaluated = fixWindow(audience, before)
  return { audience, evaluated, journal, before }
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
