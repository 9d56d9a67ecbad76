import type { Path } from '../../../model/path.ts'
import { findKeyLeaf, type KnownDatasets } from '../../../lake/journey/index.ts'
import type { Connection, Dataset } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { sayAllowed } from '../../../model/nearest.ts'
import type { Catalog } from '../catalog.ts'
import { buildSchemaWithoutEvents } from '../schema-without-events.ts'
import { getOwn } from '../../../model/own.ts'

type Entry = Connection['datasets'][number]

/**
 * Checks each dataset's part in the connection: the settings that its type needs, and that the
 * fields exist. semantics §1.2 Errors: connection/missing-setting, definition/unknown-field,
 * connection/field-conflict.
 */
export function checkConnection(
  catalog: Catalog,
  known: KnownDatasets,
  connection: Connection,
): void {
  for (const [index, entry] of connection.datasets.entries()) {
    const dataset = catalog.find('dataset', entry.dataset)
    const path = ['datasets', index]
    if (dataset) checkEntry(dataset, known, entry, path)
    for (const [m, match] of (entry.matches ?? []).entries()) {
      checkMatch(connection, known, match, [...path, 'matches', m])
    }
    if (dataset) checkForeign(dataset, entry, path)
    checkNamespaces(catalog, entry, path)
  }
  buildSchemaWithoutEvents(connection, known)
}

const needed = {
  event: 'personId',
  profile: 'personId',
  lookup: 'key',
  summary: 'granularity',
} as const

function checkEntry(dataset: Dataset, known: KnownDatasets, entry: Entry, path: Path): void {
  const setting = needed[dataset.type]
  const isStitchedWithout = setting === 'personId' && entry.stitch?.method === 'graph'
  if (entry[setting] === undefined && !isStitchedWithout) {
    const told = setting === 'personId' ? known.get(dataset.id)?.personId : undefined
    const params = { setting, dataset: dataset.id, told }
    throw new ThroughlineError('connection/missing-setting', params, path)
  }
  const leaves = known.get(dataset.id)?.leaves
  if (leaves === undefined) return
  for (const key of ['personId', 'key'] as const) {
    const field = entry[key]
    if (typeof field === 'string') findKeyLeaf(leaves, dataset.id, key, field, path)
  }
  const { stitch, identities = [] } = entry
  if (typeof stitch?.persistentId === 'string')
    findKeyLeaf(leaves, dataset.id, 'persistentId', stitch.persistentId, [...path, 'stitch'])
  for (const [index, { field }] of identities.entries())
    findKeyLeaf(leaves, dataset.id, 'field', field, [...path, 'identities', index])
}

/** The types of datasets that a setting means something for. */
const meaningful: { readonly [K in keyof Entry]?: readonly Dataset['type'][] } = {
  personId: ['event', 'profile'],
  namespace: ['event', 'profile'],
  key: ['lookup'],
  matches: ['lookup'],
  granularity: ['summary'],
  identities: ['event', 'profile'],
  space: ['event', 'profile'],
  stitch: ['event'],
}

/** Settings that mean nothing for a dataset of this type. Errors: definition/invalid. */
function checkForeign({ id, type }: Dataset, entry: Entry, path: Path): void {
  for (const [setting, types = []] of Object.entries(meaningful)) {
    if (getOwn<unknown>({ ...entry }, setting) === undefined || types.includes(type)) continue
    refuse(`only ${types.join(' and ')} datasets have a ${setting}, and ${id} is of type ${type}`, [
      ...path,
      setting,
    ])
  }
  if (type !== 'event' && typeof entry.personId === 'object') {
    refuse(`only event datasets have an identity map, and ${id} is of type ${type}`, [
      ...path,
      'personId',
    ])
  }
  if (type !== 'event' && typeof entry.backfill === 'object') {
    refuse(`only event datasets have periods of backfill, and ${id} is of type ${type}`, [
      ...path,
      'backfill',
    ])
  }
}

/** Ids of namespaces that a space does not have are nobody's there. Errors: definition/invalid. */
function checkNamespaces(catalog: Catalog, { stitch }: Entry, path: Path): void {
  if (stitch?.method !== 'graph') return
  const space = catalog.find('identity-space', stitch.space)
  const allowed = space?.namespaces.map(({ id }) => id) ?? []
  for (const setting of ['namespace', 'target'] as const) {
    const name = stitch[setting]
    if (space === undefined || allowed.includes(name)) continue
    const reason = `the identity space ${stitch.space} has no namespace ${name}${sayAllowed(name, allowed)}`
    refuse(reason, [...path, 'stitch', setting])
  }
}

function refuse(reason: string, path: Path): never {
  throw new ThroughlineError('definition/invalid', { reason }, path)
}

function checkField(fields: readonly string[], field: string | undefined, path: Path): void {
  if (field === undefined || fields.includes(field)) return
  throw new ThroughlineError('definition/unknown-field', { field, allowed: fields }, path)
}

/** `DATASET.FIELD` of a dataset of the connection. */
function checkMatch(
  { datasets }: Connection,
  known: KnownDatasets,
  match: string,
  path: Path,
): void {
  const dot = match.indexOf('.')
  const dataset = match.slice(0, Math.max(0, dot))
  if (!datasets.some((entry) => entry.dataset === dataset)) {
    const allowed = datasets.map((entry) => entry.dataset)
    throw new ThroughlineError('dataset/unknown', { id: dataset, allowed }, path)
  }
  const fields = known.get(dataset)?.leaves
  if (fields === undefined) return
  const field = match.slice(dot + 1)
  checkField(
    fields.map((leaf) => leaf.path),
    field,
    path,
  )
  const leaf = fields.find((each) => each.path === field)
  if (leaf?.type === 'timestamp') refuse(`${match} is a time, and times are no keys`, path)
}
