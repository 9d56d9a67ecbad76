import type { LakeClient } from '../../../lake/client.ts'
import { dropProfiles } from '../../../lake/profiles.ts'
import type { Source } from '../../../model/definitions/index.ts'
import { profilesOf } from '../../../model/definitions/source.ts'
import type { Catalog } from '../catalog.ts'
import { nameProfile } from '../collection/profile-names.ts'
import type { Identity } from './carriers.ts'
import { carriersOf, type Place } from './places.ts'

/** How the attributes of somebody came to be, beside the rows that have them. Can be repeated. */
export async function eraseProfiles(
  lake: LakeClient,
  { list }: Catalog,
  places: readonly Place[],
  identities: readonly Identity[],
): Promise<void> {
  for (const source of list('source')) {
    if (source.protocols === undefined) continue
    const keys = listKeys(source, places, identities)
    if (keys.length > 0) await dropProfiles(lake, profilesOf(source).person, keys)
  }
}

/** What profiles of the identities are kept under, by what connections say of the fields of the source's datasets. */
function listKeys(
  source: Source,
  places: readonly Place[],
  identities: readonly Identity[],
): readonly string[] {
  const datasets = [source.dataset, profilesOf(source).person]
  const carriers = datasets.flatMap((dataset) => carriersOf(places, dataset))
  const isCarried = (field: string, namespace: string) =>
    carriers.some(({ leaf, namespace: own }) => leaf.path === field && own === namespace)
  return (['user', 'anonymous'] as const).flatMap((kind) =>
    identities
      .filter(({ namespace }) =>
        [`${kind}_id`, 'person_id'].some((field) => isCarried(field, namespace)),
      )
      .map(({ id }) => nameProfile({ namespace: kind, id })),
  )
}
