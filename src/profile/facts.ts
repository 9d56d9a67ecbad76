import { PERSON } from '../lake/journey/index.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import type { Carried } from '../store/index.ts'
import { readGraphs } from './graph-identities.ts'
import type { Ground, ProfileDataset } from './ground.ts'
import { findPersons, type NotedPerson } from './person-codes.ts'
import type { ProfileEvent } from './profile.ts'
import { type ProfileRow, readProfileRows } from './profile-rows.ts'
import { readCarried, readSeen, type Seen } from './read-events.ts'
import { readRecent } from './recent-events.ts'

/** By which rows somebody carries an identity: see `ProfileIdentityRow` of the store. */
const STRENGTH = { events: 2, rows: 1, rowsAlone: 0 } as const

/** A row of a profile dataset, and by what it is about somebody; null: by their very name. */
interface FoundRow {
  readonly row: ProfileRow
  readonly by: { readonly namespace: string; readonly id: string } | null
}

/** What the lake has about somebody. */
export interface Facts {
  readonly person: string
  /** Null of who has no events. */
  readonly seen: Seen | null
  readonly events: readonly ProfileEvent[]
  readonly carried: readonly Carried[]
  readonly rows: readonly FoundRow[]
}

/** What is being found of somebody. */
interface Finding {
  readonly person: string
  readonly seen: Seen | null
  readonly isNameless: boolean
  readonly carried: Map<string, Carried>
  readonly rows: FoundRow[]
  readonly placed: Set<ProfileRow>
}

/** What the lake has about each of the persons. */
export async function readFacts(
  ground: Ground,
  noted: readonly NotedPerson[],
): Promise<ReadonlyMap<string, Facts>> {
  const codes = await findPersons(ground, noted)
  const seen = new Map<number, Seen>()
  for (const each of await readSeen(ground, [...codes.values()])) seen.set(each.code, each)
  const found = new Map<string, Finding>()
  for (const { person } of noted) {
    const own = seen.get(codes.get(person) ?? PERSON) ?? null
    const isNameless = own !== null && own.datasets.some((code) => isUnnamed(ground, code))
    const nothing = { carried: new Map(), rows: [], placed: new Set<ProfileRow>() }
    found.set(person, { person, seen: own, isNameless, ...nothing })
  }
  await findCarried(ground, found)
  await findRows(ground, found)
  const recent = await readRecent(ground, [...seen.keys()])
  const facts = new Map<string, Facts>()
  for (const [person, finding] of found) {
    const events = finding.seen === null ? [] : (recent.get(finding.seen.code) ?? [])
    facts.set(person, { ...finding, carried: [...finding.carried.values()], events })
    await letOthersIn()
  }
  return facts
}

/** Whether the connection does not say what the ids of a dataset's persons are. */
function isUnnamed({ journey }: Ground, code: number): boolean {
  const dataset = journey.datasets[code - 1]
  return dataset !== undefined && dataset.stitching === undefined && !dataset.namespace
}

async function findCarried(ground: Ground, found: ReadonlyMap<string, Finding>): Promise<void> {
  const withEvents = [...found.values()].filter(({ seen }) => seen !== null)
  const texts = new Map(withEvents.map(({ person, seen }) => [seen!.code, person]))
  for (const { code, ...identity } of await readCarried(ground, texts)) {
    const person = texts.get(code)!
    carry(ground, found.get(person)!, { person, strength: STRENGTH.events, ...identity })
    await letOthersIn()
  }
  const graphs = await readGraphs(ground, [...texts.values()])
  for (const identity of graphs) {
    const finding = found.get(identity.person)!
    if (finding.carried.has(keyOf(identity))) continue
    carry(ground, finding, { strength: STRENGTH.events, ...identity })
    await letOthersIn()
  }
}

export const keyOf = ({ namespace, id }: { namespace: string; id: string }): string =>
  `${namespace}\0${id}`

/** Longer ones find no place in an index. */
const LONGEST_BYTES = 1000

export const isTooLong = (text: string): boolean => Buffer.byteLength(text) > LONGEST_BYTES

function carry({ isBlocked }: Ground, { carried }: Finding, identity: Carried): void {
  if (identity.id === '' || isTooLong(identity.id)) return
  if (isBlocked(identity.namespace, identity.id)) return
  const key = keyOf(identity)
  const known = carried.get(key)
  if (known === undefined) {
    carried.set(key, identity)
    return
  }
  const isStronger = identity.strength > known.strength
  const isSame = identity.strength === known.strength
  const last = identity.last > known.last ? identity.last : known.last
  carried.set(key, {
    ...known,
    since: identity.since < known.since ? identity.since : known.since,
    strength: Math.max(identity.strength, known.strength),
    last: isSame ? last : isStronger ? identity.last : known.last,
  })
}

/** Rows may carry keys of others: so often they are followed. */
const MOST_ROUNDS = 3

/** The rows of profile datasets about the persons, and what these carry. */
async function findRows(ground: Ground, found: ReadonlyMap<string, Finding>): Promise<void> {
  const known = new Map(ground.profileDatasets.map((dataset) => [dataset, new Set<string>()]))
  const rows: ProfileRow[] = []
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const [dataset, keys] of known) {
      const wanted = listKeys(dataset, found).filter((key) => !keys.has(key))
      for (const key of wanted) keys.add(key)
      for (const row of await readProfileRows(ground, dataset, wanted)) rows.push(row)
    }
    await placeRows(ground, found, rows)
  }
}

function listKeys(
  { namespace }: ProfileDataset,
  found: ReadonlyMap<string, Finding>,
): readonly string[] {
  const keys = new Set(found.keys())
  for (const { carried } of found.values()) {
    for (const each of carried.values()) if (each.namespace === namespace) keys.add(each.id)
  }
  return [...keys]
}

async function placeRows(
  ground: Ground,
  found: ReadonlyMap<string, Finding>,
  rows: readonly ProfileRow[],
): Promise<void> {
  const carriers = new Map<string, Finding[]>()
  for (const finding of found.values()) {
    for (const key of finding.carried.keys()) {
      const own = carriers.get(key)
      if (own === undefined) carriers.set(key, [finding])
      else own.push(finding)
    }
    await letOthersIn()
  }
  for (const row of rows) {
    const { namespace } = row.dataset
    const named = found.get(row.key)
    if (named && (namespace === null || named.isNameless)) addRow(ground, named, row, null)
    else if (named?.seen === null && !isTooLong(row.key)) addOwnRow(ground, named, row)
    if (namespace === null) continue
    const by = { namespace, id: row.key }
    for (const finding of carriers.get(keyOf(by)) ?? []) {
      if (finding !== named || (named.seen !== null && !named.isNameless))
        addRow(ground, finding, row, by)
    }
    await letOthersIn()
  }
}

function addRow(ground: Ground, finding: Finding, row: ProfileRow, by: FoundRow['by']): void {
  const { person, seen, placed } = finding
  if (placed.has(row)) return
  placed.add(row)
  finding.rows.push({ row, by })
  const strength = seen === null ? STRENGTH.rowsAlone : STRENGTH.rows
  for (const each of row.carries) {
    carry(ground, finding, { person, ...each, strength, since: row.at, last: row.at })
  }
}

/** Who is known by rows of profiles only has the key of these for a name. */
function addOwnRow(ground: Ground, finding: Finding, row: ProfileRow): void {
  const by = { namespace: row.dataset.namespace!, id: row.key }
  const times = { since: row.at, last: row.at }
  const strength = STRENGTH.rowsAlone
  carry(ground, finding, { person: finding.person, ...by, strength, ...times })
  addRow(ground, finding, row, by)
}
