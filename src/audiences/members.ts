import type {
  AudienceChange,
  AudienceMember,
  AudienceMembers,
  ChangeReason,
} from '../model/answers/audiences.ts'
import type { AudienceStore, StoredChange, StoredMember } from '../store/index.ts'

export interface MemberQuery {
  readonly status: 'member' | 'exited' | 'all'
  readonly person?: string | undefined
  /** By a part of the person's id, or by any whole identity. */
  readonly search?: string | undefined
  readonly isHeldOut?: boolean | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** A page of who is or was in an audience, in the order of ids; `owners`: whose an identity is that was searched for. */
export async function listAudienceMembers(
  store: AudienceStore,
  audience: string,
  { status, search: text, ...query }: MemberQuery,
  owners: readonly string[],
): Promise<AudienceMembers> {
  const isMember = status === 'all' ? undefined : status === 'member'
  const search = text === undefined ? undefined : { text, persons: owners }
  const found = await store.members(audience, { ...query, isMember, search })
  const persons = found.map(({ person }) => person)
  const changes = await store.changesOf(audience, persons)
  const byPerson = new Map<string, StoredChange[]>(persons.map((person) => [person, []]))
  for (const change of changes) byPerson.get(change.person)!.push(change)
  return {
    rows: found.map((member) => describeMember(member, byPerson.get(member.person)!)),
    next: found.length < query.limit ? null : (persons.at(-1) ?? null),
  }
}

function describeMember(
  { person, isMember, isHeldOut, epoch, since }: StoredMember,
  changes: readonly StoredChange[],
): AudienceMember {
  const last = changes.at(-1)
  const entered = changes.findLast(({ status }) => status === 'entered')
  return {
    person,
    status: isMember ? 'member' : 'exited',
    enteredAt: isMember ? since : (entered?.at ?? null),
    leftAt: isMember ? null : since,
    epoch,
    heldOut: isHeldOut,
    reason: last === undefined ? null : readReason(last),
  }
}

export const describeChange = (change: StoredChange): AudienceChange => ({
  ...change,
  reason: readReason(change),
})

const readReason = ({ reason }: StoredChange): ChangeReason | null =>
  reason === null ? null : (JSON.parse(reason) as ChangeReason)
