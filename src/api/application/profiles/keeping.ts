import { profilesOf } from '../../../model/definitions/source.ts'
import type { StateDatasets } from '../../../profile/index.ts'
import type { Catalog } from '../catalog.ts'

/** The connections of audiences, by the audiences' ids. */
export function connectionsOfAudiences({ list, find }: Catalog): ReadonlyMap<string, string> {
  return new Map(
    list('audience').flatMap(({ id, dataView }) => {
      const view = find('data-view', dataView)
      return view === undefined ? [] : [[id, view.connection] as const]
    }),
  )
}

/** The connections whose profiles are kept: those that ask for it, and those of audiences and destinations. */
export function listKept(catalog: Catalog): ReadonlySet<string> {
  const asking = catalog.list('connection').filter(({ profile }) => profile?.keep === true)
  const told = catalog.list('destination').flatMap(({ profileChanges }) => profileChanges ?? [])
  return new Set([
    ...asking.map(({ id }) => id),
    ...connectionsOfAudiences(catalog).values(),
    ...told.map(({ connection }) => connection),
  ])
}

/** What sources tell of people: each row has all attributes, and the time of the last that was told. */
export const stateDatasetsOf = ({ list }: Catalog): StateDatasets =>
  new Map(
    list('source')
      .filter(({ protocols }) => protocols !== undefined)
      .map((source) => [profilesOf(source).person, 'updated_at']),
  )
