import type { AudiencePublished, AudienceTrigger } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FollowedMembers } from '../query/members/followed-members.ts'
import type { Outcome, ReportContext } from '../query/run-reports.ts'
import type { MembershipChunk } from '../store/index.ts'
import { type BegunRun, beginRun } from './begin-run.ts'
import { claim, keepClaimed } from '../timing/claims.ts'
import { openDryStore } from './dry-store.ts'
import { type AudienceEvaluation, type Evaluated, evaluateAudiences } from './evaluate.ts'
import { evaluateImported } from './evaluate-imported.ts'
import { fixWindow } from './fixed-window.ts'
import type { Ground, Known } from './ground.ts'
import { isoOf, newRun, openJournal } from './journal.ts'
import { openMovesOf, publishEvaluation } from './publish-evaluation.ts'
import { readState } from './state.ts'

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
  return withClaims(ground, ids, waits, async (known, audiences, outcomes) => {
    const now = ground.now()
    const begun: (BegunRun & Looked)[] = []
    for (const audience of audiences) {
      const run = await beginRun(ground, audience, trigger, now)
      begun.push({ ...run, audience, evaluated: fixWindow(audience, run.before) })
    }
    const pass = evaluateInPass(ground, known, begun, now)
    for (const each of begun) {
      const { value } = await pass.next()
      outcomes.set(each.audience.id, await publish(ground, each, value as Passed))
    }
  })
}

export async function withClaims(
  ground: Ground,
  ids: readonly string[],
  waits: boolean,
  work: (
    known: Known,
    audiences: readonly Audience[],
    outcomes: Map<string, Outcome<AudiencePublished>>,
  ) => Promise<void>,
): Promise<RunOutcomes> {
  const claimed: string[] = []
  const outcomes = new Map<string, Outcome<AudiencePublished>>()
  const stop = keepClaimed(ground, claimed)
  try {
    for (const id of ids) {
      if (await claim(ground, id, waits)) claimed.push(id)
      else outcomes.set(id, { error: new ThroughlineError('audience/busy', { id }) })
    }
    const known = await ground.known()
    await work(
      known,
      claimed.flatMap((id) => known.audience(id) ?? []),
      outcomes,
    )
  } finally {
    stop()
    for (const id of claimed) await ground.store.release(id, ground.owner)
  }
  return outcomes
}

/** What one pass says of an audience, and its share of the time. */
export interface Passed {
  readonly known: Known
  readonly context: Promise<ReportContext>
  readonly evaluation: Outcome<AudienceEvaluation>
  readonly evaluateMs: number
  readonly now: number
}

export async function* evaluateInPass(
  ground: Ground,
  known: Known,
  looked: readonly Looked[],
  now: number,
): AsyncGenerator<Passed, void> {
  const [first] = looked
  if (first === undefined) return
  const started = performance.now()
  const context = openView(ground, known, first.audience, now)
  let share: number | undefined
  for await (const evaluation of evaluateEach(ground, known, context, looked, ground.followed)) {
    share ??= (performance.now() - started) / looked.length
    yield { known, context, evaluation, evaluateMs: share, now }
  }
}

/** Writes what is different. */
export const publish = (
  ground: Ground,
  run: BegunRun & Looked,
  { evaluation, ...passed }: Passed,
): Promise<Outcome<AudiencePublished>> =>
  publishEvaluation(ground, { ...run, ...passed }, evaluation)

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
  const looked: Evaluated = fixWindow(audience, before)
  const context = openView(ground, known, audience, now)
  const started = performance.now()
  const each = [{ audience, evaluated: looked }]
  const evaluation = (await evaluateEach(ground, known, context, each).next())
    .value as Outcome<AudienceEvaluation>
  const evaluateMs = performance.now() - started
  const memory = { ...ground.memory, remember: () => undefined, forget: () => undefined }
  const of = { audience, evaluated: looked, journal, before, known, context, evaluateMs, now }
  const outcome = await publishEvaluation({ ...ground, store, memory }, of, evaluation)
  if ('error' in outcome) throw outcome.error
  const evaluated = 'error' in evaluation ? [] : await evaluation.result.persons()
  const persons = evaluated.map(({ person }) => person)
  return { published: { ...outcome.result, run: null }, context: await context, persons }
}

export interface Looked {
  readonly audience: Audience
  readonly evaluated: Evaluated
}

/** Those of segments in one pass, and those that somebody else keeps as they are stored; in their order. */
async function* evaluateEach(
  ground: Ground,
  known: Known,
  context: Promise<ReportContext>,
  all: readonly Looked[],
  followed?: FollowedMembers,
): AsyncGenerator<Outcome<AudienceEvaluation>, void> {
  // Nobody may come to look at it.
  context.catch(() => undefined)
  const looked = all.filter(({ audience }) => audience.source === 'segments')
  const evaluations = evaluateAudiences(
    context,
    looked.map(({ evaluated }) => evaluated),
    followed && { followed },
  )
  for (const { audience } of all) {
    if (audience.source === 'segments') {
      yield (await evaluations.next()).value as Outcome<AudienceEvaluation>
    } else yield await evaluateStored(ground, known, audience)
  }
}

async function evaluateStored(
  ground: Ground,
  known: Known,
  audience: Audience,
): Promise<Outcome<AudienceEvaluation>> {
  try {
    const moves = openMovesOf(ground, known, audience)
    return { result: await evaluateImported(ground.store, moves, audience.id) }
  } catch (error) {
    return { error }
  }
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
