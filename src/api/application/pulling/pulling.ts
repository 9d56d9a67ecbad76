import type { Source } from '../../../model/definitions/index.ts'
import type { PulledPlace } from '../../../model/definitions/source.ts'
import type { Pulled, TriedSource } from '../../../model/answers/sources.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { LakeClient } from '../../../lake/client.ts'
import type { Outgoing } from '../../../outgoing/index.ts'
import type { Store } from '../../../store/index.ts'
import { log } from '../../log.ts'
import type { Catalog } from '../catalog.ts'
import { findSource } from '../collection/find-source.ts'
import type { Datasets } from '../datasets.ts'
import { describeFailure } from '../failure.ts'
import { nextPull } from './next-pull.ts'
import { pollTable } from './poll-table.ts'
import { addRun } from './runs.ts'
import { type PullState, readState } from './state.ts'
import { tryPlace } from './try-place.ts'
import { watchFiles } from './watch-files.ts'

/** Sources that are read every so often: folders, buckets and tables. */
export interface Pulling {
  /** Reads what is new now. Errors: source/unknown, source/wrong-kind, source/busy; what reading it says. */
  run(id: string): Promise<Pulled>
  /** How far a source is. Errors: source/unknown. */
  state(id: string): Promise<Pulled>
  /** What is found at a place; nothing is taken. Errors: what reading it says. */
  tryOut(place: PulledPlace): Promise<TriedSource>
  /** Reads it from the beginning next time; rows that are there already change nothing. */
  reset(id: string): Promise<void>
  close(): Promise<void>
}

interface Surroundings {
  readonly lake: LakeClient
  readonly store: Store
  readonly catalog: () => Promise<Catalog>
  readonly datasets: Datasets
  readonly outgoing: Outgoing
  readonly dataDir: string
  /** Who of several servers reads. */
  readonly owner: string
}

const LOOK_EVERY_MS = 1000

/** A server that is killed holds a source no longer than this. */
const OWNED_MS = 10 * 60_000

export function openPulling(surroundings: Surroundings): Pulling {
  const { store, catalog, owner } = surroundings
  const states = store.sourceStates
  const running = new Map<string, Promise<PullState>>()

  async function pull(source: Source): Promise<PullState> {
    if (!(await states.claim(source.id, owner, OWNED_MS))) {
      throw new ThroughlineError('source/busy', { id: source.id })
    }
    const keep = (state: PullState) => states.write(source.id, JSON.stringify(state))
    const before = readState(await states.read(source.id))
    const started = { ...before, startedAt: Date.now() }
    try {
      const after = ended(before, await readNew({ ...surroundings, keep }, source, started), null)
      await keep(after)
      return after
    } catch (error) {
      const kept = readState(await states.read(source.id))
      const { startedAt } = started
      await keep(ended(before, { ...kept, startedAt }, describeFailure(error).message))
      throw error
    } finally {
      await states.release(source.id, owner)
    }
  }

  function begin(source: Source): Promise<PullState> {
    const known = running.get(source.id)
    if (known) return known
    const work = pull(source).finally(() => running.delete(source.id))
    running.set(source.id, work)
    return work
  }

  async function beginDue(): Promise<void> {
    for (const source of (await catalog()).list('source')) {
      if (source.paused || running.has(source.id) || !isPulled(source)) continue
      if (!isDue(source, readState(await states.read(source.id)), Date.now())) continue
      begin(source).catch((error: unknown) => {
        log.warn({ err: error, source: source.id }, 'a source could not be read')
      })
    }
  }

  const timer = setInterval(() => void beginDue().catch(logFailure), LOOK_EVERY_MS).unref()
  return {
    async run(id) {
      const source = findSource(await catalog(), id)
      if (isPulled(source)) return describe(source, await begin(source))
      const reason = 'what SDKs send arrives by itself'
      throw new ThroughlineError('source/wrong-kind', { reason })
    },
    async state(id) {
      const source = findSource(await catalog(), id)
      return describe(source, readState(await states.read(id)))
    },
    tryOut: (place) => tryPlace(surroundings, place),
    reset: async (id) => states.forget(findSource(await catalog(), id).id),
    async close() {
      clearInterval(timer)
      await Promise.allSettled(running.values())
    },
  }
}

const logFailure = (error: unknown): void => log.error({ err: error }, 'sources were not looked at')

const isPulled = ({ watch, table }: Source): boolean => (watch ?? table) !== undefined

function isDue(source: Source, state: PullState, now: number): boolean {
  const next = nextPull(source, state)
  return next !== null && next <= now
}

/** A state once a run has ended that began with another one. */
function ended(
  before: PullState,
  { startedAt, ...state }: PullState,
  problem: string | null,
): PullState {
  const endedAt = Date.now()
  const run = {
    startedAt: startedAt ?? endedAt,
    endedAt,
    added: state.added - before.added,
    problem: problem ?? state.problem,
  }
  return { ...state, startedAt, endedAt, problem: run.problem, runs: addRun(before.runs, run) }
}

function describe(source: Source, state: PullState): Pulled {
  const { files, seen: _, pending: __, ...rest } = state
  const read = Object.entries(files).map(([file, { batches, problem }]) => ({
    file,
    batches,
    problem,
  }))
  return { ...rest, files: read, nextAt: source.paused ? null : nextPull(source, state) }
}

type Reading = Parameters<typeof watchFiles>[0] & Parameters<typeof pollTable>[0]

function readNew(reading: Reading, source: Source, state: PullState): Promise<PullState> {
  const { watch, table } = source
  if (watch) return watchFiles(reading, { ...source, watch }, state)
  return pollTable(reading, { ...source, table: table! }, state)
}
