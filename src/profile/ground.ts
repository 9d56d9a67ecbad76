import { compileRules } from '../identity/linking/index.ts'
import { loadSpace, type SpaceState } from '../identity/space/index.ts'
import type { LakeClient } from '../lake/client.ts'
import { recallRecord } from '../lake/datasets/index.ts'
import {
  type Journey,
  listCarriers,
  loadJourney,
  namespaceOfPerson,
  readDatasets,
} from '../lake/journey/index.ts'
import { namedSpaces } from '../model/definitions/connection.ts'
import type { Connection } from '../model/definitions/index.ts'

/** What the profiles of a connection are worked out from, at one moment. */
export interface Ground {
  readonly lake: LakeClient
  readonly connection: Connection
  readonly journey: Journey
  /** By the spaces that stitch it. */
  readonly spaces: ReadonlyMap<string, SpaceState>
  /** The fields of events that carry ids. */
  readonly eventCarriers: readonly EventCarrier[]
  readonly profileDatasets: readonly ProfileDataset[]
  /** Whether an id is nobody's. */
  readonly isBlocked: (namespace: string, id: string) => boolean
}

/** A field that carries ids of a namespace in rows of some datasets, by their codes in the journey. */
export interface EventCarrier {
  readonly namespace: string
  readonly path: string
  readonly datasets: readonly number[]
}

export interface ProfileDataset {
  readonly joined: Journey['joined'][number]
  /** Of the key; null where the connection does not say. */
  readonly namespace: string | null
  readonly identities: readonly { readonly namespace: string; readonly path: string }[]
  /** The field that has the time of a row. */
  readonly timestamp: string | null
  /** Whether the latest row of a key stands for all before it. */
  readonly isStateOnly: boolean
}

/** Datasets of which each row has all that is known, and the field of its time. */
export type StateDatasets = ReadonlyMap<string, string>

/** Null where the connection has no journey yet. Errors: dataset/damaged. */
export async function readGround(
  lake: LakeClient,
  connection: Connection,
  stateDatasets: StateDatasets,
): Promise<Ground | null> {
  const journey = await loadJourney(lake, connection.id)
  if (journey === null || journey.isDamaged) return null
  const spaces = await readSpaces(lake, connection)
  return {
    lake,
    connection,
    journey,
    spaces,
    eventCarriers: await listEventCarriers(lake, connection, journey),
    profileDatasets: await listProfileDatasets(lake, connection, journey, stateDatasets),
    isBlocked: blockedBy([...spaces.values()]),
  }
}

async function readSpaces(
  lake: LakeClient,
  { datasets }: Connection,
): Promise<ReadonlyMap<string, SpaceState>> {
  const spaces = new Map<string, SpaceState>()
  for (const id of new Set(datasets.flatMap(namedSpaces).map((space) => space.id))) {
    const state = await loadSpace(lake, id)
    if (state !== null) spaces.set(id, state)
  }
  return spaces
}

function blockedBy(spaces: readonly SpaceState[]): Ground['isBlocked'] {
  const rules = spaces.map(({ definition, nobody = [] }) => ({
    ...compileRules(definition),
    names: new Set(definition.namespaces.map(({ id }) => id)),
    nobody: new Set(nobody),
  }))
  return (namespace, id) =>
    rules.some(
      ({ isBlocked, names, nobody }) =>
        names.has(namespace) && (isBlocked(namespace, id) || nobody.has(`${namespace}:${id}`)),
    )
}

async function listEventCarriers(
  lake: LakeClient,
  connection: Connection,
  journey: Journey,
): Promise<readonly EventCarrier[]> {
  // The journey's refresh has looked at them: what they are like is enough.
  const stored = await readDatasets(lake, connection, true)
  const found = new Map<string, EventCarrier>()
  for (const [index, { dataset }] of journey.datasets.entries()) {
    const entry = connection.datasets.find((each) => each.dataset === dataset)
    const known = stored.get(dataset)
    if (entry === undefined || known === undefined) continue
    for (const { namespace, leaf } of listCarriers(entry, known)) {
      if (!journey.fields.some(({ path }) => path === leaf.path)) continue
      const key = JSON.stringify([namespace, leaf.path])
      const datasets = [...new Set([...(found.get(key)?.datasets ?? []), index + 1])]
      found.set(key, { namespace, path: leaf.path, datasets })
    }
  }
  return [...found.values()]
}

async function listProfileDatasets(
  lake: LakeClient,
  connection: Connection,
  journey: Journey,
  stateDatasets: StateDatasets,
): Promise<readonly ProfileDataset[]> {
  const found: ProfileDataset[] = []
  for (const joined of journey.joined) {
    const entry = connection.datasets.find(({ dataset }) => dataset === joined.dataset)
    if (joined.type !== 'profile' || entry === undefined) continue
    const record = await recallRecord(lake, joined.dataset)
    const state = stateDatasets.get(joined.dataset)
    const timestamp = record?.timestamp ?? state
    const isTime = joined.fields.some(
      ({ path, type }) => path === timestamp && (type === 'timestamp' || type === 'date'),
    )
    const has = (field: string) => joined.fields.some(({ path }) => path === field)
    found.push({
      joined,
      namespace: namespaceOfPerson(entry),
      identities: (entry.identities ?? [])
        .filter(({ field }) => has(field))
        .map(({ field, namespace }) => ({ path: field, namespace })),
      timestamp: isTime ? timestamp! : null,
      isStateOnly: state !== undefined,
    })
  }
  return found
}
