import type { AudienceStanding } from '../../../audiences/index.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { loadJourney } from '../../../lake/journey/index.ts'
import type { AudienceStatus } from '../../../model/answers/audiences.ts'
import type { Catalog } from '../catalog.ts'

/** Audiences with what share of all people of their connections they are. */
export async function addShares(
  lake: LakeClient,
  catalog: Catalog,
  audiences: readonly AudienceStanding[],
): Promise<readonly AudienceStatus[]> {
  const connectionOf = (id: string) => catalog.find('data-view', id)?.connection
  const connections = new Set(audiences.flatMap(({ dataView }) => connectionOf(dataView) ?? []))
  const people = new Map<string, number>()
  for (const id of connections) people.set(id, (await loadJourney(lake, id))?.persons ?? 0)
  return audiences.map((audience) => {
    const all = people.get(connectionOf(audience.dataView) ?? '') ?? 0
    return { ...audience, share: all === 0 ? null : audience.members / all }
  })
}
