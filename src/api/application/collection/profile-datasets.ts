import type { DefinitionInput, Source } from '../../../model/definitions/index.ts'
import { profilesOf } from '../../../model/definitions/source.ts'
import type { Catalog } from '../catalog.ts'

const shared = { profile_id: 'string', updated_at: 'timestamp' } as const

/** The datasets of what calls tell of people and of groups. */
function profileDatasetsOf(source: Source) {
  const ids = profilesOf(source)
  const nameOf = (what: string) =>
    source.name === undefined ? {} : { name: `${source.name} (${what})` }
  return [
    {
      kind: 'dataset',
      id: ids.person,
      ...nameOf('people'),
      type: 'profile',
      rowId: 'profile_id',
      fields: { person_id: 'string', user_id: 'string', anonymous_id: 'string', ...shared },
    },
    {
      kind: 'dataset',
      id: ids.group,
      ...nameOf('groups'),
      type: 'lookup',
      rowId: 'profile_id',
      fields: { group_id: 'string', ...shared },
    },
  ] as const satisfies readonly DefinitionInput[]
}

/** Those that nobody has defined. */
export const missingProfileDatasets = (
  catalog: Catalog,
  source: Source,
): readonly DefinitionInput[] =>
  profileDatasetsOf(source).filter(({ id }) => catalog.find('dataset', id) === undefined)

/** Their parts in the connection of the source's dataset. */
export function profileParts(source: Source) {
  const ids = profilesOf(source)
  return [
    {
      dataset: ids.person,
      personId: 'person_id',
      identities: [
        { field: 'user_id', namespace: 'user' },
        { field: 'anonymous_id', namespace: 'anonymous' },
      ],
    },
    { dataset: ids.group, key: 'group_id', matches: [`${source.dataset}.group_id`] },
  ]
}
