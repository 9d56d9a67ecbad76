import { type ImportedMember, importedMember } from '../model/answers/audiences.ts'
import { parseAs, ThroughlineError } from '../model/errors.ts'
import type { Connection } from '../model/definitions/index.ts'
import type { ProfileReader } from '../profile/profile.ts'
import { show } from '../model/show.ts'
import { readInstant } from '../query/compilation/read-instant.ts'
import { isoOf } from './journal.ts'

/** A row that says something of somebody who is known. */
export interface NamedMember {
  /** Of the row. */
  readonly index: number
  readonly person: string
  readonly status: ImportedMember['status']
  /** ISO 8601 in UTC. */
  readonly at: string
}

/** A row of which nothing comes. */
export interface RejectedMember {
  readonly index: number
  readonly reason: string
}

/** Where rows are read. */
export interface ImportPlace {
  readonly connection: Connection
  readonly profiles: ProfileReader | undefined
  /** Of the data view. */
  readonly timeZone: string
  /** UTC milliseconds. */
  readonly now: number
}

/** Whom a row names: an identity, or the person. */
type Named = { readonly namespace: string; readonly id: string } | { readonly person: string }

type ReadMember = Omit<NamedMember, 'person'> & { readonly who: Named }

/** Whom rows mean, and which of them mean nobody. */
export async function readImported(
  place: ImportPlace,
  rows: readonly unknown[],
  firstIndex: number,
): Promise<{
  readonly named: readonly NamedMember[]
  readonly rejected: readonly RejectedMember[]
}> {
  const rejected: RejectedMember[] = []
  const read: ReadMember[] = []
  for (const [index, row] of rows.entries()) {
    try {
      read.push(readRow(place, row, firstIndex + index))
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
      rejected.push({ index: firstIndex + index, reason: error.message })
    }
  }
  const find = await findPersons(
    place,
    read.map(({ who }) => who),
  )
  const named = read.flatMap(({ who, ...row }): NamedMember[] => {
    const person = find(who)
    if (person !== undefined) return [{ ...row, person }]
    const name = 'person' in who ? who.person : `${who.namespace}:${who.id}`
    const reason = `nobody is known by ${show(name)} in the connection ${place.connection.id}`
    rejected.push({ index: row.index, reason })
    return []
  })
  return { named, rejected }
}

/** Who they are; of nobody nothing is known. */
async function findPersons(
  { connection, profiles }: ImportPlace,
  all: readonly Named[],
): Promise<(who: Named) => string | undefined> {
  const identities = all.flatMap((who) => ('person' in who ? [] : [who]))
  const persons = all.flatMap((who) => ('person' in who ? [who.person] : []))
  const owners = await profiles?.owners(connection.id, identities)
  const known = await profiles?.read(connection.id, persons)
  return (who) =>
    'person' in who ? known?.get(who.person)?.person : owners?.get(`${who.namespace}:${who.id}`)
}

/** Errors: request/invalid. */
function readRow({ timeZone, now }: ImportPlace, row: unknown, index: number): ReadMember {
  const { at: given, status, ...named } = parseAs(importedMember, row, 'request/invalid')
  const at = given === undefined ? now : readInstant(given, timeZone, ['at'])
  if (at > now + CLOCKS_APART_MS) {
    const reason = `it is ahead of the clock, which is at ${isoOf(now)}`
    throw new ThroughlineError('request/invalid', { reason, value: given }, ['at'])
  }
  return { index, who: whoOf(named), status, at: isoOf(at) }
}

const whoOf = ({ namespace, id, person }: Omit<ImportedMember, 'at' | 'status'>): Named =>
  person === undefined ? { namespace: namespace!, id: id! } : { person }

/** Whoever tells may have another clock. */
const CLOCKS_APART_MS = 60_000
