import type { Profile } from '../../../model/answers/profiles.ts'
import type { ConnectionDocument, IdentitySpaceDocument } from '../../api/index.ts'

/** A person in an identity space: by the identity of the highest priority. */
export interface PlaceInSpace {
  readonly space: IdentitySpaceDocument
  /** `namespace:id`. */
  readonly id: string
}

/** The space that joins somebody's identities; null where the connection names none that knows one of them. */
export function findSpace(
  { datasets }: Pick<ConnectionDocument, 'datasets'>,
  spaces: readonly IdentitySpaceDocument[],
  { identities }: Pick<Profile, 'identities'>,
): PlaceInSpace | null {
  const named = datasets.flatMap(({ space, stitch }) => [
    ...(space === undefined ? [] : [space]),
    ...(stitch !== undefined && 'space' in stitch ? [stitch.space] : []),
  ])
  for (const space of spaces.filter(({ id }) => named.includes(id))) {
    for (const { id: namespace } of space.namespaces) {
      const own = identities.find((each) => each.namespace === namespace)
      if (own !== undefined) return { space, id: `${namespace}:${own.id}` }
    }
  }
  return null
}
