import { randomUUID } from 'node:crypto'
import { listKnown, readGraph } from '../../../identity/space/index.ts'
import { countErasable } from '../../../lake/datasets/index.ts'
import { countStitched, loadJourney } from '../../../lake/journey/index.ts'
import { tableName } from '../../../lake/datasets/index.ts'
import { countRejectedWith } from '../../../lake/rejected.ts'
import { ident, sql } from '../../../lake/sql.ts'
import type { ForgetReceipt } from '../../../model/answers/profiles.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Stores } from '../apply.ts'
import type { Catalog } from '../catalog.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { type IdentitySpaces, listSpaces } from '../identity-spaces.ts'
import { type Identity, whatIsAbout } from './carriers.ts'
import { findAtDestinations } from './leave-destinations.ts'
import { carriersOf, type Place, readPlaces, targetOf } from './places.ts'

type Receipt = ForgetReceipt
type DatasetPart = Receipt['datasets'][number]

export interface ForgetRequest extends Identity {
  /** Whether the rest of the identity's graph stays. */
  readonly isAlone: boolean
}

interface Surroundings {
  readonly stores: Stores
  readonly spaces: IdentitySpaces
  readonly profiles: Pick<Profiles, 'findKeptOf'>
}

/**
 * What erasing an identity means now; nothing is changed.
 * Errors: request/invalid where no connection and no space knows the namespace; dataset/damaged.
 */
export async function planForgetting(
  { stores, spaces, profiles }: Surroundings,
  request: ForgetRequest,
): Promise<Receipt> {
  const places = await readPlaces(stores)
  const known = (await stores.catalog()).list('identity-space')
  refuseUnknown(request.namespace, [
    ...places.flatMap(({ carriers }) => carriers.map(({ namespace }) => namespace)),
    ...known.flatMap(({ namespaces }) => namespaces.map(({ id }) => id)),
  ])
  const identities = request.isAlone
    ? [identityOf(request)]
    : await listPerson(stores, spaces, places, request)
  const datasets = await countDatasets(stores, places, identities)
  const knowing: string[] = []
  for (const { id } of known) {
    const state = await spaces.refresh(id)
    const pairs = identities.map(({ namespace, id: text }) => [namespace, text] as const)
    if ((await listKnown(stores.lake, state, pairs)).length > 0) knowing.push(id)
  }
  const kept = await profiles.findKeptOf(identities)
  return {
    receipt: randomUUID(),
    at: Date.now(),
    preview: false,
    identities,
    datasets,
    connections: listConnections(places, datasets, knowing),
    spaces: knowing,
    ...kept,
    destinations: request.isAlone ? [] : await findAtDestinations(stores, kept.profiles),
  }
}

const identityOf = ({ namespace, id }: Identity): Identity => ({ namespace, id })

function refuseUnknown(namespace: string, allowed: readonly string[]): void {
  if (allowed.includes(namespace)) return
  const names = [...new Set(allowed)].toSorted().join(', ')
  const known = names === '' ? 'there are none' : `there are ${names}`
  const reason = `no connection and no identity space has ids of the namespace "${namespace}"; ${known}`
  throw new ThroughlineError('request/invalid', { reason, value: namespace }, ['namespace'])
}

/**
 * The identity and those that the spaces have in one graph with it. Devices may be shared, and their rows stay: they
 * are erased only where they are asked for.
 */
async function listPerson(
  { lake, catalog }: Stores,
  spaces: IdentitySpaces,
  places: readonly Place[],
  request: Identity,
): Promise<readonly Identity[]> {
  const persistent = new Set(places.flatMap(({ entry }) => entry.stitch?.namespace ?? []))
  const found = new Map([[textOf(request), identityOf(request)]])
  for (const { id: space, namespaces } of (await catalog()).list('identity-space')) {
    if (!namespaces.some(({ id }) => id === request.namespace)) continue
    const devices = namespaces.filter(({ device }) => device).map(({ id }) => id)
    const state = await spaces.refresh(space)
    const graph = await readGraph(lake, state, [request.namespace, request.id])
    for (const [namespace, id] of graph.values()) {
      if (devices.includes(namespace) || persistent.has(namespace)) continue
      found.set(textOf({ namespace, id }), { namespace, id })
    }
  }
  return [...found.values()].toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
}

const textOf = ({ namespace, id }: Identity): string => `${namespace}:${id}`

/** The sources whose rows a dataset has: what was kept aside of them is about the same people. */
export const listSourcesOf = (catalog: Catalog, dataset: string): readonly string[] =>
  catalog
    .list('source')
    .filter((source) => source.dataset === dataset)
    .map(({ id }) => id)

async function countDatasets(
  { lake, catalog }: Stores,
  places: readonly Place[],
  identities: readonly Identity[],
): Promise<readonly DatasetPart[]> {
  const namespaces = new Set(identities.map(({ namespace }) => namespace))
  const concerned = places.filter(
    ({ carriers, entry }) =>
      carriers.some(({ namespace }) => namespaces.has(namespace)) ||
      namespaces.has(targetOf(entry) ?? ''),
  )
  const ids = [...new Set(concerned.map(({ entry }) => entry.dataset))].toSorted()
  const texts = identities.map(({ id }) => id)
  const known = await catalog()
  return Promise.all(
    ids.map(async (dataset) => {
      const about = whatIsAbout(identities, carriersOf(places, dataset))
      const erased = sql`SELECT _row FROM ${ident(tableName(dataset))} WHERE ${about.rows}`
      const { rows, skipped } = await countErasable(lake, dataset, about)
      let rowsUnstitched = 0
      for (const { connection, entry } of concerned) {
        if (entry.dataset !== dataset) continue
        const journey = await loadJourney(lake, connection.id)
        if (journey === null) continue
        const stitched = await countStitched(lake, journey, dataset, identities, erased)
        rowsUnstitched = Math.max(rowsUnstitched, stitched)
      }
      const rejected = await countRejectedWith(lake, listSourcesOf(known, dataset), texts)
      return { dataset, rowsDeleted: rows, rowsUnstitched, skippedDeleted: skipped + rejected }
    }),
  )
}

/** Those that read a dataset that changes, or are stitched by a space that does. */
function listConnections(
  places: readonly Place[],
  datasets: readonly DatasetPart[],
  spaces: readonly string[],
): readonly string[] {
  const changed = datasets.filter((each) => each.rowsDeleted + each.rowsUnstitched > 0)
  const names = new Set(changed.map(({ dataset }) => dataset))
  const concerned = places.filter(
    ({ connection, entry }) =>
      names.has(entry.dataset) || listSpaces(connection).some((id) => spaces.includes(id)),
  )
  return [...new Set(concerned.map(({ connection }) => connection.id))].toSorted()
}
