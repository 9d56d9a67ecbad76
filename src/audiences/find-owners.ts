import type { Audience } from '../model/definitions/index.ts'
import type { Ground } from './ground.ts'

/** Whose a text is as an identity: `namespace:id`, or an id of any namespace of the audience's connection. */
export async function findOwners(
  { known, profiles }: Ground,
  { dataView }: Pick<Audience, 'dataView'>,
  text: string | undefined,
): Promise<readonly string[]> {
  if (text === undefined || profiles === undefined) return []
  const { dataView: viewOf, connection } = await known()
  const { id, datasets } = connection(viewOf(dataView).connection)
  const namespaces = new Set(datasets.flatMap(namespacesOf))
  const whole = [...namespaces].map((namespace) => ({ namespace, id: text }))
  const [, namespace, own] = /^([^\s:]+):(.+)$/u.exec(text) ?? []
  const named = namespace === undefined || own === undefined ? [] : [{ namespace, id: own }]
  const owners = await profiles.owners(id, [...named, ...whole])
  return [...new Set(owners.values())]
}

type Entry = ReturnType<Awaited<ReturnType<Ground['known']>>['connection']>['datasets'][number]

const namespacesOf = ({ namespace, identities = [], stitch }: Entry): readonly string[] =>
  [namespace, stitch?.namespace, ...identities.map((each) => each.namespace)].filter(
    (each) => each !== undefined,
  )
