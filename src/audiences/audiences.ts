import type {
  AudienceChanges,
  AudienceFromAnswer,
  AudienceMembers,
  AudiencePublished,
  AudienceRun,
  AudienceRuns,
  MembersImported,
} from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { followMembers } from '../query/members/followed-members.ts'
import { expiryOf } from '../timing/expiry.ts'
import { findOwners } from './find-owners.ts'
import { openFollower } from './follower.ts'
import { type AnswerPlace, type AudienceTexts, makeFromAnswer } from './from-answer/from-answer.ts'
import type { Ground } from './ground.ts'
import { importMembers } from './import-members.ts'
import { describeChange, listAudienceMembers, type MemberQuery } from './members.ts'
import { type AudienceSize, previewAudience, previewPublishing } from './preview.ts'
import { openMemberMemory } from './remembered-members.ts'
import { runAudiences } from './run-audiences.ts'
import { readState } from './state.ts'
import { type AudienceStanding, describeStatus } from './status.ts'
import { openTurns } from '../timing/turns.ts'

/** Audiences as they are evaluated, compared and published. Each of an id: audience/unknown. */
export interface Audiences {
  list(): Promise<readonly AudienceStanding[]>
  status(id: string): Promise<AudienceStanding>
  /** Evaluates it now and writes what is different. Errors: audience/busy; what its segments say. */
  publish(id: string): Promise<AudiencePublished>
  /** What publishing would do now; nothing is stored. */
  previewPublishing(id: string): Promise<AudiencePublished>
  preview(id: string): Promise<AudienceSize>
  /** Of a definition that need not be saved. */
  previewDefinition(audience: Audience): Promise<AudienceSize>
  /** An audience of the people behind a number of an answer; nothing is saved. Errors: request/impossible. */
  makeFromAnswer(place: AnswerPlace, texts: AudienceTexts): Promise<AudienceFromAnswer>
  members(id: string, query: MemberQuery): Promise<AudienceMembers>
  /**
   * Takes rows of who enters and leaves one that somebody else keeps. Errors: audience/not-imported, audience/busy,
   * audience/expired, policy/denied.
   */
  importMembers(id: string, rows: readonly unknown[]): Promise<MembersImported>
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
  /** The journeys of a connection are new: live audiences follow soon. */
  follow(connection: string): void
  /** Evaluates what is due now. */
  tick(): Promise<void>
  close(): Promise<void>
}

export function openAudiences(given: Omit<Ground, 'memory' | 'followed'>): Audiences {
  const ground: Ground = { ...given, memory: openMemberMemory(), followed: followMembers() }
  const { store } = ground
  const turns = openTurns<AudiencePublished>()
  const follower = openFollower(ground, turns)
  const find = async (id: string): Promise<Audience> => {
    const { audience, audiences } = await ground.known()
    const found = audience(id)
    if (found) return found
    const allowed = audiences.map((each) => each.id)
    throw new ThroughlineError('audience/unknown', { id, allowed })
  }
  return {
    async list() {
      const known = await ground.known()
      const states = await store.states()
      return known.audiences.map((each) => {
        const { timeZone } = known.dataView(each.dataView)
        return describeStatus(each, readState(states.get(each.id)), timeZone, ground.now())
      })
    },
    async status(id) {
      const audience = await find(id)
      const { timeZone } = (await ground.known()).dataView(audience.dataView)
      return describeStatus(audience, readState(await store.state(id)), timeZone, ground.now())
    },
    async publish(id) {
      await refuseExpired(ground, await find(id))
      return turns.join(id, async () => {
        const outcomes = await runAudiences(ground, [id], 'publish', { waits: true })
        const outcome = outcomes.get(id) ?? {
          error: new ThroughlineError('audience/unknown', { id }),
        }
        if ('error' in outcome) throw outcome.error
        return outcome.result
      })
    },
    previewPublishing: async (id) => previewPublishing(ground, await find(id)),
    preview: async (id) => previewAudience(ground, await find(id)),
    previewDefinition: (audience) => previewAudience(ground, audience),
    async makeFromAnswer(place, texts) {
      const view = (await ground.known()).dataView(place.request.dataView)
      return makeFromAnswer(await ground.open(view, ground.now()), place, texts)
    },
    async members(id, query) {
      const audience = await find(id)
      const owners = await findOwners(ground, audience, query.search)
      return listAudienceMembers(store, id, query, owners)
    },
    async importMembers(id, rows) {
      await refuseExpired(ground, await find(id))
      return turns.queue(id, async () => {
        const known = await ground.known()
        return importMembers(ground, known, await find(id), rows)
      })
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
    follow: follower.follow,
    tick: follower.tick,
    close: () => turns.settled(),
  }
}

/** Errors: audience/expired. */
async function refuseExpired({ known, now }: Ground, audience: Audience): Promise<void> {
  const { timeZone } = (await known()).dataView(audience.dataView)
  if (expiryOf(audience, timeZone) > now()) return
  const { id, expires } = audience
  throw new ThroughlineError('audience/expired', { id, expires: expires! }, ['expires'])
}
