import { rowFields } from '../../../collect/index.ts'
import type { DefinitionInput, Source } from '../../../model/definitions/index.ts'
import type { Catalog } from '../catalog.ts'
import { missingProfileDatasets, profileParts } from './profile-datasets.ts'

/** The dataset of a source that SDKs send to. collect §4 */
export const datasetOf = ({ dataset, name }: Source): DefinitionInput => ({
  kind: 'dataset',
  id: dataset,
  ...(name !== undefined && { name }),
  type: 'event',
  timestamp: 'timestamp',
  rowId: 'message_id',
  fields: { ...rowFields },
})

/**
 * What makes people and reports of a source's rows where nobody said how: an identity space, a connection
 * stitched by its graph (anonymous → user) and a data view. Nothing where a connection reads the dataset.
 */
export function connectionOf(catalog: Catalog, source: Source): readonly DefinitionInput[] {
  const { id, dataset, name, traitIdentities } = source
  const isRead = catalog
    .list('connection')
    .some(({ datasets }) => datasets.some((entry) => entry.dataset === dataset))
  if (isRead || catalog.find('connection', id)) return []
  const space = source.space ?? `${id}-people`
  const named = name === undefined ? {} : { name }
  const isThere = catalog.find('identity-space', space) !== undefined
  return [
    ...missingProfileDatasets(catalog, source),
    ...(isThere ? [] : [spaceOf(space, source)]),
    {
      kind: 'connection',
      id,
      ...named,
      datasets: [
        {
          dataset,
          personId: 'user_id',
          namespace: 'user',
          identities: [
            { field: 'user_id', namespace: 'user' },
            { field: 'anonymous_id', namespace: 'anonymous' },
            { field: 'device_id', namespace: 'device' },
            ...traitIdentities.map(({ trait, namespace }) => {
              return { field: `traits.${trait}`, namespace }
            }),
          ],
          stitch: {
            method: 'graph',
            space,
            persistentId: 'anonymous_id',
            namespace: 'anonymous',
            target: 'user',
          },
        },
        ...profileParts(source),
      ],
    },
    ...(catalog.find('data-view', id)
      ? []
      : [{ kind: 'data-view', id, ...named, connection: id } as const]),
  ]
}

function spaceOf(id: string, { traitIdentities }: Source): DefinitionInput {
  const told = new Set(traitIdentities.map(({ namespace }) => namespace))
  const others = [...told].filter((name) => !['user', 'anonymous', 'device'].includes(name))
  return {
    kind: 'identity-space',
    id,
    namespaces: [
      { id: 'user', unique: true },
      ...others.map((name) => ({ id: name })),
      { id: 'anonymous', device: true },
      { id: 'device', device: true },
    ],
    blocked: [{ preset: 'placeholders' }],
  }
}
