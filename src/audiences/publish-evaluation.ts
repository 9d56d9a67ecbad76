import { getOwn } from '../model/own.ts'
import type { AudiencePublished } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { Outcome, ReportContext } from '../query/run-reports.ts'
import { compareRemembered } from './compare-remembered.ts'
import { compareMembers, type Difference } from './difference.ts'
import type { AudienceEvaluation, Evaluated } from './evaluate.ts'
import { emptyDestination, fillDestination } from './fill-destinations.ts'
import { rememberWindow } from './fixed-window.ts'
import type { Ground, Known } from './ground.ts'
import { type HoldOut, openHoldOut } from './hold-out.ts'
import { isoOf, type Journal } from './journal.ts'
import { noMoves, openMoves, type Moves } from './moves.ts'
import { openReasons } from './reasons.ts'
import type { AudienceState } from './state.ts'
import { writeDifference } from './write-difference.ts'

interface Publishing {
  readonly audience: Audience
  readonly evaluated: Evaluated
  readonly journal: Journal
  readonly before: AudienceState
  readonly known: Known
  readonly context: Promise<ReportContext>
  readonly evaluateMs: number
  readonly now: number
}

/** Writes how members differ from an evaluation; where that failed they stay as they are, and the run says why. */
export async function publishEvaluation(
  ground: Ground,
  publishing: Publishing,
  evaluation: Outcome<AudienceEvaluation>,
): Promise<Outcome<AudiencePublished>> {
  try {
    if ('error' in evaluation) throw evaluation.error
    await ground.refuse(publishing.audience)
    return { result: await write(ground, publishing, evaluation.result) }
  } catch (error) {
    if (!isLost(error)) await noteProblem(ground, publishing, error)
    return { error }
  }
}

/** Another server has it by now. */
const isLost = (error: unknown): boolean =>
  error instanceof ThroughlineError && error.code === 'audience/busy'

async function write(
  ground: Ground,
  publishing: Publishing,
  evaluation: AudienceEvaluation,
): Promise<AudiencePublished> {
  const { audience, evaluated, journal, before, known, context, evaluateMs, now } = publishing
  const started = performance.now()
  const { window, dataVersion, warnings } = evaluation
  const shown = window && { start: isoOf(window.start), end: isoOf(window.end) }
  journal.note({ evaluateMs, dataVersion, warnings: [...warnings], window: shown })
  const holdOut = openHoldOut(audience)
  const isDrawn = holdOut.key !== before.holdOut
  const { store } = ground
  const drawn = isDrawn ? holdOut : null
  const difference = await compare(ground, publishing, evaluation, drawn)
  const moves = openMovesOf(ground, known, audience)
  const { destinations } = audience
  journal.remember({ destinations: withNew(before.destinations, destinations) })
  await writeDifference(
    {
      journal,
      at: isoOf(now),
      atOnce: ground.atOnce,
      destinations,
      holdOut,
      isDrawn,
      moves,
      reasons: openReasons(context, evaluated, before, moves),
    },
    difference,
  )
  await settleDestinations(ground, publishing, difference.isFirst)
  const writeMs = performance.now() - started
  const { stays, entered } = journal.run
  const members = stays + entered
  journal.note({ writeMs, members, state: 'done', endedAt: isoOf(ground.now()) })
  journal.remember({
    run: null,
    endedAt: ground.now(),
    evaluatedAt: now,
    window,
    dataVersion,
    fixed: rememberWindow(audience, window),
    problem: null,
    members,
    heldOut: journal.run.heldOut,
    holdOut: holdOut.key,
    costMs: evaluateMs + writeMs,
  })
  await journal.write({})
  rememberMembers(ground, publishing, evaluation)
  await store.dropOldRuns(audience.id, KEPT_RUNS)
  return describePublished(journal, difference)
}

/** Of an audience. */
export const KEPT_RUNS = 1000

/** By what is remembered of the last run where nobody has written since, or by what is stored. */
async function compare(
  { store, memory }: Ground,
  { audience: { id }, before }: Publishing,
  { coded, persons }: AudienceEvaluation,
  drawn: HoldOut | null,
): Promise<Difference> {
  const isSettled = before.run === null && drawn === null
  const remembered = coded && isSettled && memory.recall(id, before.lastRun, coded.dictionary)
  const difference = remembered && (await compareRemembered(store, id, coded, remembered))
  return difference || compareMembers(store, id, await persons(), drawn)
}

function rememberMembers(
  { memory }: Ground,
  { audience: { id }, journal }: Publishing,
  { coded }: AudienceEvaluation,
): void {
  const { id: run, members, heldOut } = journal.run
  // Of two codes that are one text, one would be missing among those who are stored.
  if (coded === null || coded.codes.length !== members) memory.forget(id)
  else memory.remember(id, { run, heldOut, ...coded })
}

export function openMovesOf({ store, profiles }: Ground, known: Known, audience: Audience): Moves {
  if (profiles === undefined) return noMoves
  const { connection } = known.dataView(audience.dataView)
  return openMoves(store, profiles, audience.id, known.connection(connection))
}

/**
 * Noted before anybody is told there, so that nobody is left there when it is taken out; one that is not told of
 * this run's changes has to be filled again, should it come back before it was emptied.
 */
export const withNew = (
  known: AudienceState['destinations'],
  destinations: readonly string[],
): AudienceState['destinations'] => {
  const all = new Set([...Object.keys(known), ...destinations])
  const stateOf = (id: string) =>
    destinations.includes(id) ? (getOwn(known, id) ?? 'filling') : 'filling'
  return Object.fromEntries([...all].map((id) => [id, stateOf(id)]))
}

export async function settleDestinations(
  { store, atOnce }: Ground,
  { audience, journal, known }: Pick<Publishing, 'audience' | 'journal' | 'known'>,
  isFirst = false,
): Promise<void> {
  for (const [id, state] of Object.entries(journal.state.destinations)) {
    const { [id]: _, ...others } = journal.state.destinations
    if (!audience.destinations.includes(id)) {
      if (audience.exitOnEnd) await emptyDestination({ store, journal, atOnce }, id)
      journal.remember({ destinations: others })
    } else if (state === 'filling' && isFirst) {
      journal.remember({ destinations: { ...others, [id]: 'filled' } })
    } else if (state === 'filling') {
      const isBackfilled = known.destination(id)?.backfill ?? true
      await fillDestination({ store, journal, atOnce }, id, isBackfilled)
      journal.remember({ destinations: { ...others, [id]: 'filled' } })
    }
  }
}

async function noteProblem(
  { now, describe }: Ground,
  { journal, evaluateMs }: Publishing,
  error: unknown,
): Promise<void> {
  const { code, message } = describe(error)
  const problem = { code, message }
  const { members, heldOut } = journal.state
  const endedAt = isoOf(now())
  journal.note({ evaluateMs, members, heldOut, state: 'failed', problem, endedAt })
  journal.remember({ run: null, endedAt: now(), problem })
  await journal.write({})
}

const SAMPLE = 10

function describePublished({ run }: Journal, { entering, leaving }: Difference): AudiencePublished {
  const { id, members, heldOut, entered, left, stays, moved, wanted, window, warnings } = run
  const sampleOf = (all: readonly { readonly person: string }[]) =>
    all.slice(0, SAMPLE).map(({ person }) => person)
  return {
    run: id,
    ...{ members, heldOut, entered, left, stays, moved, wanted, window, warnings },
    sample: { entered: sampleOf(entering), left: sampleOf(leaving) },
  }
}
