import { listMembers } from '../identity/space/index.ts'
import { PERSON } from '../lake/journey/index.ts'
import { ident, join, sql, value } from '../lake/sql.ts'
import type { Carried, NamedIdentity } from '../store/index.ts'
import { assemble } from './assemble.ts'
import { type Facts, keyOf, readFacts } from './facts.ts'
import { listTargets } from './graph-identities.ts'
import type { Ground, ProfileDataset } from './ground.ts'
import { readTexts } from './person-codes.ts'
import type { ProfileDocument } from './profile.ts'
import { keyText, plainText, rowsOfState } from './profile-rows.ts'
import { findCarriersOf } from './read-events.ts'

/** A profile that is worked out when it is asked for. */
export interface FoundProfile {
  readonly person: string
  readonly identities: readonly Carried[]
  readonly document: ProfileDocument
}

/** The profile of who has an identity, worked out from the lake; null where nobody has it. */
export async function findInLake(
  ground: Ground,
  identity: NamedIdentity,
): Promise<FoundProfile | null> {
  const owners = await findOwners(ground, [identity])
  const person = owners.get(keyOf(identity))
  return person === undefined ? null : readInLake(ground, person)
}

/** The profile of a person of the journey; null where there is none. */
export async function readInLake(ground: Ground, person: string): Promise<FoundProfile | null> {
  const facts = await readFacts(ground, [{ person, place: 0 }])
  const own = facts.get(person)!
  const owners = await findOwners(ground, own.carried, facts)
  const identities = own.carried.filter((each) => owners.get(keyOf(each)) === person)
  const document = assemble(ground, own, new Set(identities.map(keyOf)))
  return document === null ? null : { person, identities, document }
}

/** Whose the identities are, by `keyOf`. `known`: of persons whom facts are known of. */
async function findOwners(
  ground: Ground,
  identities: readonly NamedIdentity[],
  known: ReadonlyMap<string, Facts> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const persons = new Set<string>()
  for (const namespace of new Set(identities.map((each) => each.namespace))) {
    const ids = identities.filter((each) => each.namespace === namespace).map(({ id }) => id)
    for (const person of await findCandidates(ground, namespace, ids)) persons.add(person)
  }
  const others = [...persons].filter((person) => !known.has(person))
  const facts = [
    ...known.values(),
    ...(
      await readFacts(
        ground,
        others.map((person) => ({ person, place: 0 })),
      )
    ).values(),
  ]
  const best = new Map<string, Carried>()
  for (const each of facts.flatMap(({ carried }) => carried)) {
    const key = keyOf(each)
    const other = best.get(key)
    if (other === undefined || isBefore(other, each)) best.set(key, each)
  }
  return new Map([...best].map(([key, { person }]) => [key, person]))
}

function isBefore(a: Carried, b: Carried): boolean {
  if (a.strength !== b.strength) return a.strength < b.strength
  if (a.last !== b.last) return a.last < b.last
  return Buffer.compare(Buffer.from(a.person), Buffer.from(b.person)) < 0
}

/** Who may carry one of some ids. */
async function findCandidates(
  ground: Ground,
  namespace: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const add = async (space: string, texts: readonly string[]) => {
    const codes = await findCarriersOf(ground, space, texts)
    for (const person of (await readTexts(ground, PERSON, codes)).values()) found.add(person)
    for (const { state, target } of listTargets(ground)) {
      if (!state.definition.namespaces.some((each) => each.id === space)) continue
      const members = await listMembers(ground.lake, state, space, texts)
      for (const member of members) if (member.namespace === target) found.add(member.id)
    }
    if (ground.journey.namespaces?.includes(space)) for (const text of texts) found.add(text)
  }
  await add(namespace, ids)
  for (const dataset of ground.profileDatasets) {
    const keys = await findKeys(ground, dataset, namespace, ids)
    for (const key of keys) found.add(key)
    if (dataset.namespace !== null && keys.length > 0) await add(dataset.namespace, keys)
  }
  return found
}

/** The keys of rows of profiles that are about one of some ids. */
async function findKeys(
  { lake }: Ground,
  dataset: ProfileDataset,
  namespace: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const texts = value(ids, 'Array(String)')
  const key = keyText(dataset)
  const typeOf = (field: string) => dataset.joined.fields.find(({ path }) => path === field)!.type
  const conditions = dataset.identities
    .filter((each) => each.namespace === namespace)
    .map(({ path }) => sql`has(${texts}, ${plainText(path, typeOf(path))})`)
  if (dataset.namespace === namespace) conditions.push(sql`has(${texts}, ${key})`)
  if (conditions.length === 0) return []
  const rows = await lake.query<{ found: string }>(sql`
    SELECT DISTINCT ${key} AS ${ident('found')} ${rowsOfState(dataset)}
      AND (${join(conditions, sql` OR `)}) ORDER BY ${key} LIMIT 1000`)
  return rows.map((row) => row.found).filter((text) => text !== '')
}
