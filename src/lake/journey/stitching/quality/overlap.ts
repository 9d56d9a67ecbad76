import type { DatasetOverlap } from '../../../../model/answers/stitching.ts'
import type { LakeClient } from '../../../client.ts'
import { ident, sql } from '../../../sql.ts'
import { type Journey, journeyTable } from '../../journey.ts'
import { rowsInState } from '../../rows.ts'

/** In how many event datasets the connection's people are. */
export async function readOverlap(lake: LakeClient, journey: Journey): Promise<DatasetOverlap> {
  const found = await lake.query<{ codes: number[]; people: number }>(sql`
    SELECT codes, toFloat64(count()) AS people FROM (
      SELECT arraySort(groupUniqArray(dataset)) AS codes
      FROM ${ident(journeyTable(journey))} WHERE ${rowsInState(journey)} GROUP BY person)
    GROUP BY codes ORDER BY people DESC, codes`)
  const names = journey.datasets.map(({ dataset }) => dataset)
  const combinations = found.map(({ codes, people }) => ({
    datasets: codes.map((code) => names[code - 1]!),
    people,
  }))
  const peopleIn = (wanted: readonly string[]) =>
    combinations
      .filter(({ datasets }) => wanted.every((dataset) => datasets.includes(dataset)))
      .reduce((sum, { people }) => sum + people, 0)
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b]))
  return {
    datasets: names.map((dataset) => ({ dataset, people: peopleIn([dataset]) })),
    pairs: pairs.map((datasets) => ({ datasets, people: peopleIn(datasets) })),
    combinations,
  }
}
