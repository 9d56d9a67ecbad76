import type { Connection, Destination } from '../model/definitions/index.ts'
import { type Definitions, type FieldUse, listUsesOfField } from './field-uses.ts'

/** The labelled fields that a destination is sent of people: identities and attributes. */
export function listDestinationUses(
  definitions: Definitions,
  connection: Connection,
  { identities, attributes }: Pick<Destination, 'identities' | 'attributes'>,
): readonly FieldUse[] {
  const isSent = (namespace: string | undefined): boolean =>
    identities.length === 0 || (namespace !== undefined && identities.includes(namespace))
  const carried = connection.datasets.flatMap((entry) =>
    carriersOf(entry)
      .filter(({ namespace }) => isSent(namespace))
      .flatMap(({ field, namespace }) =>
        ofDataset(definitions, entry.dataset, field, [`identity ${namespace ?? field}`]),
      ),
  )
  const told = attributes.flatMap((path) =>
    listUsesOfField(definitions, connection, path, [`attribute ${path}`]),
  )
  return [...carried, ...told]
}

type Entry = Connection['datasets'][number]

function carriersOf({ personId, namespace, identities = [], stitch }: Entry) {
  const persistent = stitch?.persistentId
  return [
    ...(typeof personId === 'string' ? [{ field: personId, namespace }] : []),
    ...(typeof personId === 'object'
      ? [{ field: personId.identityMap, namespace: undefined }]
      : []),
    ...identities,
    ...(typeof persistent === 'string'
      ? [{ field: persistent, namespace: stitch?.namespace }]
      : []),
  ]
}

function ofDataset(
  definitions: Definitions,
  dataset: string,
  path: string,
  through: readonly string[],
): readonly FieldUse[] {
  const labels = definitions.find('dataset', dataset)?.labels ?? {}
  return Object.entries(labels)
    .filter(([field]) => field === path || path.startsWith(`${field}.`))
    .map(([field, own]) => ({ dataset, field, labels: own, through }))
}
