import { loadJourney, PERSON } from '../../../lake/journey/index.ts'
import type { EventRow, Profile, ProfileEvents } from '../../../model/answers/profiles.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import {
  type EventAt,
  type EventPlace,
  type FoundProfile,
  findInLake,
  findPersons,
  type ProfileDocument,
  readEventRow,
  readGround,
  readInLake,
  readPage,
} from '../../../profile/index.ts'
import type { NamedIdentity } from '../../../store/index.ts'
import type { Stores } from '../apply.ts'
import type { Catalog } from '../catalog.ts'
import { answerProfile, type KnownProfile } from './answer.ts'
import { listKept, stateDatasetsOf } from './keeping.ts'

/** Whose profile: by one of their identities, or by what the journey of a connection calls them. */
export type WantedProfile = NamedIdentity | { readonly person: string }

/** Errors: profile/unknown, person/unknown, connection/unknown. */
export async function lookUp(
  stores: Stores,
  wanted: WantedProfile,
  connection: string | undefined,
): Promise<Profile> {
  const catalog = await stores.catalog()
  const places = listPlaces(catalog, connection)
  const found = await findFirst(stores, catalog, places, wanted)
  if (found !== null) return answerProfile(stores.store, catalog, found)
  if ('person' in wanted) throw new ThroughlineError('person/unknown', { id: wanted.person })
  const namespaces = listNamespaces(catalog, places)
  const known = namespaces.length === 0 ? 'no namespace' : namespaces.join(', ')
  const place = connection === undefined ? 'there' : `in the connection ${connection}`
  const reason = namespaces.includes(wanted.namespace)
    ? {}
    : { reason: `ids ${place} are of ${known}` }
  throw new ThroughlineError('profile/unknown', { ...wanted, ...reason })
}

/** Where is looked, in this order: the connection that is named, else those with kept profiles, else all others. */
function listPlaces(catalog: Catalog, connection: string | undefined): readonly Connection[] {
  if (connection !== undefined) return [catalog.connection(connection)]
  const kept = listKept(catalog)
  const all = catalog.list('connection')
  return [...all.filter(({ id }) => kept.has(id)), ...all.filter(({ id }) => !kept.has(id))]
}

export const listNamespaces = (
  catalog: Catalog,
  places: readonly Connection[],
): readonly string[] => {
  const entries = places.flatMap(({ datasets }) => datasets)
  const named = entries.flatMap(({ namespace, identities = [], stitch }) => [
    ...(namespace === undefined ? [] : [namespace]),
    ...identities.map((each) => each.namespace),
    ...(stitch === undefined ? [] : [stitch.namespace]),
  ])
  const spaces = catalog.list('identity-space').flatMap(({ namespaces }) => namespaces)
  return [...new Set([...named, ...spaces.map(({ id }) => id)])].toSorted()
}

/** Whom kept profiles do not know, such as somebody who has just come, the lake may. */
async function findFirst(
  stores: Stores,
  catalog: Catalog,
  places: readonly Connection[],
  wanted: WantedProfile,
): Promise<KnownProfile | null> {
  const kept = await findKept(stores, places, wanted)
  if (kept !== null) return kept
  for (const connection of places) {
    const ground = await readGround(stores.lake, connection, stateDatasetsOf(catalog))
    if (ground === null) continue
    const found =
      'person' in wanted
        ? await readInLake(ground, wanted.person)
        : await findInLake(ground, wanted)
    if (found !== null) return knownInLake(connection, ground.journey.dataVersion, found)
  }
  return null
}

const knownInLake = (
  { id }: Connection,
  dataVersion: number,
  found: FoundProfile,
): KnownProfile => ({ ...found, connection: id, dataVersion, isKept: false, otherConnections: [] })

async function findKept(
  stores: Stores,
  places: readonly Connection[],
  wanted: WantedProfile,
): Promise<KnownProfile | null> {
  const { profiles } = stores.store
  const persons = await Promise.all(
    places.map(async ({ id }) =>
      'person' in wanted ? wanted.person : (await profiles.owners(id, [wanted]))[0]?.owner,
    ),
  )
  const found = await Promise.all(
    places.map(({ id }, index) => {
      const person = persons[index]
      return person ? readKept(stores, id, person) : null
    }),
  )
  const [first, ...others] = found.filter((each) => each !== null)
  if (first === undefined) return null
  return { ...first, otherConnections: others.map(({ connection }) => connection) }
}

/** Null where there is none, and while they are made for the first time. */
async function readKept(
  { store }: Stores,
  connection: string,
  person: string,
): Promise<KnownProfile | null> {
  const [kept, identities] = await Promise.all([
    store.profiles.readOne(connection, person),
    store.profiles.carried(connection, [person]),
  ])
  if (!kept?.isBuilt) return null
  const { document, dataVersion, allOf, isInLine } = kept
  return {
    connection,
    person,
    identities: identities.filter(({ owner }) => owner === person),
    document: JSON.parse(document) as ProfileDocument,
    dataVersion: isInLine ? dataVersion : Math.max(dataVersion, allOf),
    isKept: true,
    otherConnections: [],
  }
}

/** Of which row an event of somebody is. Errors: person/unknown, connection/unknown, request/impossible. */
export async function findRow(
  stores: Stores,
  person: string,
  { connection, ...at }: EventAt & { readonly connection?: string | undefined },
): Promise<EventRow> {
  const catalog = await stores.catalog()
  let isKnown = false
  for (const place of listPlaces(catalog, connection)) {
    const ground = await readGround(stores.lake, place, stateDatasetsOf(catalog))
    if (ground === null) continue
    const code = (await findPersons(ground, [{ person, place: PERSON }])).get(person)
    if (code === undefined) continue
    isKnown = true
    const row = await readEventRow(ground, code, at)
    if (row !== null) return { connection: place.id, ...row }
  }
  if (!isKnown) throw new ThroughlineError('person/unknown', { id: person })
  const reason = `${person} has no such event at ${new Date(at.time).toISOString()}`
  throw new ThroughlineError('request/impossible', { reason })
}

/** A page of somebody's events, newest first. Errors: person/unknown, connection/unknown, request/invalid. */
export async function listEvents(
  stores: Stores,
  person: string,
  { connection, after, limit }: PageOfEvents,
): Promise<ProfileEvents> {
  const catalog = await stores.catalog()
  for (const place of listPlaces(catalog, connection)) {
    if ((await loadJourney(stores.lake, place.id)) === null) continue
    const ground = await readGround(stores.lake, place, stateDatasetsOf(catalog))
    if (ground === null) continue
    const code = (await findPersons(ground, [{ person, place: PERSON }])).get(person)
    if (code === undefined) continue
    const behind = after === undefined ? null : parsePlace(after)
    const events = await readPage(ground, code, { after: behind, limit })
    if (events.length === 0 && after === undefined) continue
    const last = events.at(-1)
    return {
      person,
      connection: place.id,
      events: events.map(({ time, dataset, fields }) => ({ time, dataset, fields })),
      next: last === undefined || events.length < limit ? null : printPlace(last.place),
    }
  }
  throw new ThroughlineError('person/unknown', { id: person })
}

interface PageOfEvents {
  readonly connection?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const printPlace = ({ time, dataset, row }: EventPlace): string => `${time}.${dataset}.${row}`

function parsePlace(text: string): EventPlace {
  const [time = '', dataset = '', row = ''] = text.split('.')
  return { time: Number(time), dataset: Number(dataset), row }
}
