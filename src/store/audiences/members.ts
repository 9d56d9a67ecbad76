import { type Kysely, type RawBuilder, sql } from 'kysely'
import { selectRows, writeRows } from '../select-rows.ts'
import type { AudienceMemberRow, Tables } from '../tables.ts'

/** Who is or was in an audience. */
export interface StoredMember {
  readonly person: string
  readonly isMember: boolean
  readonly isHeldOut: boolean
  /** How many entries and exits there were. */
  readonly epoch: number
  /** Of the last entry or exit; ISO 8601 in UTC. */
  readonly since: string
  readonly run: string
}

export interface MemberFilter {
  /** Those behind this person, in the order of bytes. */
  readonly after?: string | undefined
  readonly limit: number
  readonly isMember?: boolean | undefined
  readonly isHeldOut?: boolean | undefined
  readonly person?: string | undefined
  /** Those whose id has this text, in any case of its letters, and those who are named. */
  readonly search?: { readonly text: string; readonly persons: readonly string[] } | undefined
}

const fromRow = (row: Omit<AudienceMemberRow, 'audience'>): StoredMember => ({
  person: row.person,
  isMember: row.is_member === 1,
  isHeldOut: row.is_held_out === 1,
  epoch: row.epoch,
  since: row.since,
  run: row.run,
})

const columns = ['person', 'is_member', 'is_held_out', 'epoch', 'since', 'run'] as const

/** In the order of persons by their bytes. */
export async function listMembers(
  db: Kysely<Tables>,
  audience: string,
  { after, limit, isMember, isHeldOut, person, search }: MemberFilter,
): Promise<readonly StoredMember[]> {
  let query = db.selectFrom('audience_members').select(columns).where('audience', '=', audience)
  if (after !== undefined) query = query.where('person', '>', after)
  if (person !== undefined) query = query.where('person', '=', person)
  if (search !== undefined) {
    const { text, persons } = search
    query = query.where((of) =>
      of.or([
        sql<boolean>`lower(person) LIKE ${`%${escape(text.toLowerCase())}%`} ESCAPE '!'`,
        ...persons.map((each) => of('person', '=', each)),
      ]),
    )
  }
  if (isMember !== undefined) query = query.where('is_member', '=', Number(isMember))
  if (isHeldOut !== undefined) query = query.where('is_held_out', '=', Number(isHeldOut))
  return (await query.orderBy('person').limit(limit).execute()).map(fromRow)
}

/** As it stands, for LIKE. */
const escape = (text: string): string => text.replace(/[!%_]/g, '!$&')

/** Those of some persons who are or were in it. */
export async function findMembers(
  db: Kysely<Tables>,
  audience: string,
  persons: readonly string[],
): Promise<readonly StoredMember[]> {
  if (persons.length === 0) return []
  const rows = selectRows(
    db,
    ['text'],
    persons.map((person) => [person]),
  )
  const found = await db
    .selectFrom('audience_members')
    .select(columns)
    .where('audience', '=', audience)
    .where('person', 'in', sql<string>`(${rows})`)
    .execute()
  return found.map(fromRow)
}

export async function countMembers(
  db: Kysely<Tables>,
  audience: string,
): Promise<{ readonly members: number; readonly heldOut: number }> {
  const row = await db
    .selectFrom('audience_members')
    .select((of) => [
      of.fn.countAll().as('members'),
      of.fn.coalesce(of.fn.sum('is_held_out'), sql<number>`0`).as('held_out'),
    ])
    .where('audience', '=', audience)
    .where('is_member', '=', 1)
    .executeTakeFirstOrThrow()
  return { members: Number(row.members), heldOut: Number(row.held_out) }
}

export async function writeMembers(
  transaction: Kysely<Tables>,
  audience: string,
  members: readonly StoredMember[],
): Promise<void> {
  const types = ['text', 'text', 'integer', 'integer', 'integer', 'text', 'text'] as const
  const rows = members.map(({ person, isMember, isHeldOut, epoch, since, run }) => {
    return [audience, person, Number(isMember), Number(isHeldOut), epoch, since, run]
  })
  const write = (some: RawBuilder<unknown>) => sql`
    INSERT INTO audience_members (audience, person, is_member, is_held_out, epoch, since, run)
    SELECT rows.* FROM (${some}) AS rows
    WHERE true
    ON CONFLICT (audience, person) DO UPDATE SET
      is_member = excluded.is_member, is_held_out = excluded.is_held_out,
      epoch = excluded.epoch, since = excluded.since, run = excluded.run`
  await writeRows(transaction, types, rows, write)
}
