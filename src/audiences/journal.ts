import { getOwn } from '../model/own.ts'
import { randomUUID } from 'node:crypto'
import type { AudienceRun, AudienceTrigger, ChangeReason } from '../model/answers/audiences.ts'
import type { AudienceStore, StoredChange, StoredMember } from '../store/index.ts'
import type { AudienceState } from './state.ts'

/** An entry or exit that is not written yet. */
export type NewChange = Pick<StoredChange, 'person' | 'status' | 'epoch'> & {
  /** ISO 8601 in UTC; the moment of the evaluation unless told. */
  readonly at?: string
  readonly reason: ChangeReason
}

/** What destinations should have of a person from now on. */
export interface Wish {
  readonly person: string
  readonly wanted: 'in' | 'out'
  readonly epoch: number
  /** ISO 8601 in UTC; the moment of the evaluation unless told. */
  readonly at?: string
}

/** What becomes of some persons, to be written at once. */
export interface Step {
  readonly members?: readonly Omit<StoredMember, 'run'>[]
  readonly changes?: readonly NewChange[]
  readonly wishes?: readonly Wish[]
  readonly destinations?: readonly string[]
  /** Added to the counts of the run. */
  readonly counts?: Partial<Record<'entered' | 'left' | 'stays' | 'moved' | 'heldOut', number>>
}

export const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const newRun = (trigger: AudienceTrigger, now: number): AudienceRun => ({
  id: randomUUID(),
  trigger,
  state: 'running',
  startedAt: isoOf(now),
  endedAt: null,
  evaluateMs: 0,
  writeMs: 0,
  dataVersion: null,
  window: null,
  members: 0,
  heldOut: 0,
  entered: 0,
  left: 0,
  stays: 0,
  moved: 0,
  wanted: {},
  warnings: [],
  problem: null,
})

/** Takes what a run finds, and keeps with each step how far it is. */
export interface Journal {
  readonly audience: string
  readonly state: AudienceState
  readonly run: AudienceRun
  note(found: Partial<AudienceRun>): void
  /** Of what is remembered; kept with the next step. */
  remember(changed: Partial<AudienceState>): void
  write(step: Step): Promise<void>
  /** Whether something has become of a person in this run. */
  hasTouched(person: string): boolean
}

interface JournalOf {
  readonly store: AudienceStore
  readonly owner: string
  readonly audience: string
  /** ISO 8601 in UTC: the moment of the evaluation. */
  readonly at: string
}

export function openJournal(
  { store, owner, audience, at }: JournalOf,
  before: AudienceState,
  begun: AudienceRun,
): Journal {
  let state = before
  let run = begun
  const touched = new Set<string>()
  return {
    audience,
    get state() {
      return state
    },
    get run() {
      return run
    },
    note(found) {
      run = { ...run, ...found }
    },
    hasTouched: (person) => touched.has(person),
    remember(changed) {
      state = { ...state, ...changed }
    },
    async write({ members = [], changes = [], wishes = [], destinations = [], counts = {} }) {
      const first = state.changes + 1
      const nextState = { ...state, changes: state.changes + changes.length }
      const nextRun = {
        ...run,
        entered: run.entered + (counts.entered ?? 0),
        left: run.left + (counts.left ?? 0),
        stays: run.stays + (counts.stays ?? 0),
        moved: run.moved + (counts.moved ?? 0),
        heldOut: run.heldOut + (counts.heldOut ?? 0),
        wanted: addWishes(run.wanted, destinations, wishes),
      }
      await store.write({
        audience,
        owner,
        state: JSON.stringify(nextState),
        run: storedRun(nextRun),
        members: members.map((member) => ({ ...member, run: run.id })),
        changes: changes.map(({ reason, ...change }, index) => ({
          at,
          ...change,
          run: run.id,
          number: first + index,
          reason: JSON.stringify(reason),
        })),
        wanted: destinations.map((destination) => ({
          destination,
          deliveries: wishes.map((wish) => ({ at, ...wish })),
        })),
      })
      state = nextState
      run = nextRun
      for (const { person } of members) touched.add(person)
    },
  }
}

export const storedRun = (run: AudienceRun) => ({
  id: run.id,
  startedAt: run.startedAt,
  document: JSON.stringify(run),
})

/** As many as are asked for: who is wanted already, or was never there, makes no delivery. */
export function addWishes(
  wanted: AudienceRun['wanted'],
  destinations: readonly string[],
  wishes: readonly Wish[],
): AudienceRun['wanted'] {
  const added = wishes.filter(({ wanted: to }) => to === 'in').length
  const sums = destinations.map((id): [string, { in: number; out: number }] => {
    const known = Object.hasOwn(wanted, id) ? getOwn(wanted, id)! : { in: 0, out: 0 }
    return [id, { in: known.in + added, out: known.out + wishes.length - added }]
  })
  return { ...wanted, ...Object.fromEntries(sums) }
}

/** Several steps as one. */
export function joinSteps(steps: readonly Step[]): Step {
  const counts: Record<string, number> = {}
  for (const step of steps) {
    for (const [name, count] of Object.entries(step.counts ?? {})) {
      counts[name] = (getOwn(counts, name) ?? 0) + count
    }
  }
  return {
    members: steps.flatMap(({ members = [] }) => members),
    changes: steps.flatMap(({ changes = [] }) => changes),
    wishes: steps.flatMap(({ wishes = [] }) => wishes),
    counts,
  }
}
