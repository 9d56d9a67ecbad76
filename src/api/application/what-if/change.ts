import { connection as connectionSchema } from '../../../model/definitions/connection.ts'
import { identitySpace as spaceSchema } from '../../../model/definitions/identity-space.ts'
import type { Connection, Definition, IdentitySpace } from '../../../model/definitions/index.ts'
import { errorsAt, parseAs, ThroughlineError } from '../../../model/errors.ts'
import { getOwn } from '../../../model/own.ts'
import type { Path } from '../../../model/path.ts'
import type { DatasetChange, SpaceChange, WhatIfRequest } from '../../../model/what-if.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { type Catalog, withChanges } from '../catalog.ts'
import { checkDefinitions } from '../checks/definitions.ts'
import { readKnownDatasets } from '../known-datasets.ts'

/** Definitions as they would be. */
export interface Change {
  readonly connection: Connection
  /** The one whose rules are given. */
  readonly space: IdentitySpace | null
  /** With these. */
  readonly catalog: Catalog
}

export type Changes = Pick<WhatIfRequest, 'datasets' | 'space'>

/**
 * The definitions with what a request changes, checked like definitions that arrive; paths are those of the
 * request. Errors: dataset/unknown, definition/unknown-id, request/invalid, and what compiling throws.
 */
export async function changeDefinitions(
  lake: LakeClient,
  catalog: Catalog,
  present: Connection,
  changes: Changes,
): Promise<Change> {
  const connection = await inRequest(present, () => changeConnection(present, changes.datasets))
  const space = changes.space === undefined ? null : changeSpace(catalog, connection, changes.space)
  const changed: readonly Definition[] = [connection, ...(space === null ? [] : [space])]
  const next = withChanges(catalog, changed)
  const world = { catalog: next, known: await readKnownDatasets(lake, next) }
  await inRequest(present, () => checkDefinitions(world, [{ definition: connection, path: [] }]))
  if (space !== null) await checkDefinitions(world, [{ definition: space, path: ['space'] }])
  checkSpaces(next, connection)
  return { connection, space, catalog: next }
}

function changeConnection(
  present: Connection,
  changes: Readonly<Record<string, DatasetChange>>,
): Connection {
  const names = present.datasets.map(({ dataset }) => dataset)
  const unknown = Object.keys(changes).find((dataset) => !names.includes(dataset))
  if (unknown !== undefined) {
    const params = { id: unknown, allowed: names }
    throw new ThroughlineError('dataset/unknown', params, ['datasets', unknown])
  }
  const datasets = present.datasets.map((entry) =>
    changed(entry, getOwn(changes, entry.dataset) ?? {}),
  )
  return parseAs(connectionSchema, { ...present, datasets }, 'request/invalid')
}

/** What is left out stays; null takes it away. */
const changed = <T extends object>(before: T, change: object): object =>
  Object.fromEntries(
    Object.entries({ ...before, ...withoutUndefined(change) }).filter(
      ([, value]) => value !== null,
    ),
  )

const withoutUndefined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** In a connection datasets go by their place, in the request by their names. */
function inRequest<T>({ datasets }: Connection, work: () => T | Promise<T>): Promise<T> {
  const placeOf = ([first, place, ...rest]: Path): Path =>
    first === 'datasets' && typeof place === 'number'
      ? ['datasets', datasets[place]!.dataset, ...rest]
      : [first, place, ...rest].filter((step) => step !== undefined)
  return errorsAt(({ path }) => placeOf(path), work)
}

function changeSpace(
  catalog: Catalog,
  connection: Connection,
  { id = onlySpace(connection), ...rules }: SpaceChange,
): IdentitySpace {
  const stored = catalog.find('identity-space', id)
  if (stored === undefined && rules.namespaces === undefined) {
    throw unknownSpace(catalog, id, ['space', 'id'])
  }
  const whole = { kind: 'identity-space', id, ...changed(stored ?? {}, rules) }
  return parseAs(spaceSchema, whole, 'request/invalid', ['space'])
}

/** The spaces that the datasets of a connection are stitched by. */
export const listAsked = ({ datasets }: Connection): readonly string[] => [
  ...new Set(datasets.flatMap(({ stitch }) => (stitch?.method === 'graph' ? [stitch.space] : []))),
]

/** Errors: request/invalid. */
export function onlySpace(connection: Connection): string {
  const asked = listAsked(connection)
  if (asked.length === 1) return asked[0]!
  const reason =
    asked.length === 0
      ? 'no dataset of the connection is stitched by a space: say which one is meant'
      : 'several spaces stitch the connection: say which one is meant'
  throw new ThroughlineError('request/invalid', { reason, allowed: asked }, ['space', 'id'])
}

function checkSpaces(catalog: Catalog, { datasets }: Connection): void {
  for (const { dataset, stitch } of datasets) {
    if (stitch?.method !== 'graph' || catalog.find('identity-space', stitch.space)) continue
    throw unknownSpace(catalog, stitch.space, ['datasets', dataset, 'stitch', 'space'])
  }
}

function unknownSpace(catalog: Catalog, id: string, path: Path): ThroughlineError {
  const allowed = catalog.list('identity-space').map((space) => space.id)
  return new ThroughlineError(
    'definition/unknown-id',
    { kind: 'identity-space', id, allowed },
    path,
  )
}
