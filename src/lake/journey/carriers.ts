import type { Connection } from '../../model/definitions/index.ts'
import type { FieldLeaf } from '../datasets/index.ts'
import { type KnownDataset, listMapIds, namespaceOfPerson } from './fields.ts'

type Entry = Connection['datasets'][number]
type Source = Entry['personId']

/** A field of a dataset that holds ids of a namespace. */
export interface Carrier {
  readonly namespace: string
  readonly leaf: FieldLeaf
}

/** Where a connection says that rows of events or profiles carry ids. */
export function listCarriers(
  entry: Entry,
  { type, leaves }: Pick<KnownDataset, 'type' | 'leaves'>,
): readonly Carrier[] {
  if (type !== 'event' && type !== 'profile') return []
  const find = (source: Source, namespace: string | null): readonly Carrier[] => {
    if (typeof source === 'object') return listMapIds(leaves, source.identityMap)
    const leaf = leaves.find(({ path }) => path === source)
    return leaf === undefined || namespace === null ? [] : [{ namespace, leaf }]
  }
  const { identities = [], personId, stitch } = entry
  return [
    ...find(personId, namespaceOfPerson(entry)),
    ...identities.flatMap(({ field, namespace }) => find(field, namespace)),
    ...(stitch === undefined ? [] : find(stitch.persistentId, stitch.namespace)),
  ]
}
