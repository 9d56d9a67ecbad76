import type { JourneySchema } from '../../../model/journey.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import type { JourneySource } from '../../../query/compilation/journey-source.ts'
import type { MembershipHistory } from '../../../store/index.ts'
import type { Catalog } from '../catalog.ts'
import type { OpenSource } from '../connections.ts'
import { readIntervals } from './read-intervals.ts'

type Named = NonNullable<JourneySchema['audiences']>

/** The audiences of the data views of a connection. */
export function listAudiences(catalog: Catalog, connection: string): Named {
  const views = catalog.list('data-view').filter((view) => view.connection === connection)
  const ids = new Set(views.map(({ id }) => id))
  return catalog
    .list('audience')
    .filter(({ dataView }) => ids.has(dataView))
    .map(({ id, name = id }) => ({ id, name }))
}

/** Journeys that know who was in which audience when, as of the moment they are opened. */
export const withMemberships =
  (open: OpenSource, catalog: () => Promise<Catalog>, history: MembershipHistory): OpenSource =>
  async (connection) => {
    const source = await open(connection)
    const audiences = listAudiences(await catalog(), connection)
    return audiences.length === 0 ? source : addMemberships(source, audiences, history)
  }

function addMemberships(
  source: JourneySource,
  audiences: Named,
  history: MembershipHistory,
): JourneySource {
  const { summary, listChanged } = source
  return {
    schema: async () => ({ ...(await source.schema()), audiences }),
    dictionary: (path) => source.dictionary(path),
    lookup: (path) => source.lookup(path),
    lookupList: (list) => source.lookupList(list),
    ...(summary && { summary: (dataset: string) => summary.call(source, dataset) }),
    ...(listChanged && { listChanged: listChanged.bind(source) }),
    memo: (key, make) => source.memo(key, make),
    run: (plan, options) => source.run(plan, options),
    async membership(audience) {
      const version = await history.version(audience)
      const persons = await source.dictionary(ownColumns.person)
      return source.memo(`membership ${audience} ${version}`, () =>
        readIntervals(history, audience, persons),
      )
    },
  }
}
