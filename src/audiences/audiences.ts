import type {
  AudienceChanges,
  AudienceMembers,
  AudiencePublished,
  AudienceRun,
  AudienceRuns,
  AudienceStatus,
} from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { Ground } from './ground.ts'
import { isoOf } from './journal.ts'
import { describeChange, listAudienceMembers, type MemberQuery } from './members.ts'
import { runAudiences } from './run-audiences.ts'
import { type AudienceState, readState } from './state.ts'
import { openTurns } from './turns.ts'

/** Audiences as they are evaluated, compared and published. Each of an id: audience/unknown. */
export interface Audiences {
  list(): Promise<readonly AudienceStatus[]>
  status(id: string): Promise<AudienceStatus>
  /** Evaluates it now and writes what is different. Errors: audience/busy; what its segments say. */
  publish(id: string): Promise<AudiencePublished>
  members(id: string, query: MemberQuery): Promise<AudienceMembers>
  /** The latest first. */
  runs(
    id: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<AudienceRuns>
  /** In their order. */
  changes(
    id: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<AudienceChanges>
  close(): Promise<void>
}

export function openAudiences(ground: Ground): Audiences {
  const { store } = ground
  const turns = openTurns<AudiencePublished>()
  const find = async (id: string): Promise<Audience> => {
    const { audience, audiences } = await ground.known()
    const found = audience(id)
    if (found) return found
    const allowed = audiences.map((each) => each.id)
    throw new ThroughlineError('audience/unknown', { id, allowed })
  }
  return {
    async list() {
      const { audiences } = await ground.known()
      const states = await store.states()
      return audiences.map((each) => describe(each, readState(states.get(each.id))))
    },
    async status(id) {
      const audience = await find(id)
      return describe(audience, readState(await store.state(id)))
    },
    async publish(id) {
      await find(id)
      return turns.join(id, async () => {
        const outcomes = await runAudiences(ground, [id], 'publish', { waits: true })
        const outcome = outcomes.get(id) ?? {
          error: new ThroughlineError('audience/unknown', { id }),
        }
        if ('error' in outcome) throw outcome.error
        return outcome.result
      })
    },
    async members(id, query) {
      await find(id)
      return listAudienceMembers(store, id, query)
    },
    async runs(id, { after, limit }) {
      await find(id)
      const found = await store.runs(id, { before: after, limit })
      return {
        rows: found.map(({ document }) => JSON.parse(document) as AudienceRun),
        next: found.length < limit ? null : found.at(-1)!.startedAt,
      }
    },
    async changes(id, page) {
      await find(id)
      const found = await store.changes(id, page)
      return {
        rows: found.map(describeChange),
        next: found.length < page.limit ? null : found.at(-1)!.number,
      }
    },
    close: () => turns.settled(),
  }
}

function describe(audience: Audience, state: AudienceState): AudienceStatus {
  const { id, name, dataView, destinations } = audience
  const at = (moment: number | null) => (moment === null ? null : isoOf(moment))
  return {
    id,
    ...(name !== undefined && { name }),
    dataView,
    state: stateOf(audience, state),
    members: state.members,
    heldOut: state.heldOut,
    evaluatedAt: at(state.evaluatedAt),
    endedAt: at(state.endedAt),
    nextAt: null,
    problem: state.problem,
    destinations,
  }
}

function stateOf(
  { paused }: Audience,
  { ended, run, problem, evaluatedAt }: AudienceState,
): AudienceStatus['state'] {
  if (ended === 'expired') return 'expired'
  if (run !== null) return 'running'
  if (paused) return 'paused'
  if (problem !== null) return 'failed'
  return evaluatedAt === null ? 'never-run' : 'ready'
}
