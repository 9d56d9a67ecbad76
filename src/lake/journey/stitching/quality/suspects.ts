import type { StitchedDataset } from '../../../../model/answers/stitching.ts'
import type { LakeClient } from '../../../client.ts'
import { ident, sql, value } from '../../../sql.ts'
import { type Journey, journeyTable, PERSON, valuesTable } from '../../journey.ts'
import { rowsInState } from '../../rows.ts'
import { isUnusual, usualOf } from '../../../unusual.ts'

/** Whether an id names nobody, such as `undefined`. */
export type IsPlaceholder = (id: string) => boolean

/** Those with the most devices are looked at, and as many shown as a person reads. */
const LOOKED_AT = 1000
const SHOWN = 20

interface Found {
  readonly id: string
  readonly namespace: number
  readonly devices: number
  readonly usualDevices: number
  readonly events: number
  readonly isUnusual: number
}

/**
 * Ids of persons that are many people's: placeholders beside several persistent ids, and ids beside more
 * of them than all but a few. Most devices first. identity §3
 */
export async function readSuspects(
  lake: LakeClient,
  journey: Journey,
  dataset: number,
  isPlaceholder: IsPlaceholder,
): Promise<StitchedDataset['suspects']> {
  const isTheirs = sql`${rowsInState(journey)} AND dataset = ${value(dataset, 'UInt8')}
    AND _known != 0 AND _persistent != 0`
  const counted = sql`
    SELECT _known, _known_namespace AS _namespace,
      uniqExact(_persistent) AS _devices, count() AS _events
    FROM ${ident(journeyTable(journey))} WHERE ${isTheirs} GROUP BY _known, _known_namespace`
  const found = await lake.query<Found>(sql`
    WITH (SELECT ${usualOf(sql`_devices`)} FROM (${counted})) AS _usual
    SELECT v.value AS id, _namespace AS namespace, toFloat64(_devices) AS devices,
      toFloat64(_usual) AS usualDevices, toFloat64(_events) AS events,
      ${isUnusual(sql`_devices`, sql`_usual`)} AS isUnusual
    FROM (
      SELECT * FROM (${counted}) WHERE _devices > 1
      ORDER BY _devices DESC, _known LIMIT ${value(LOOKED_AT, 'UInt32')}) AS e
    INNER JOIN (
      SELECT code, value FROM ${ident(valuesTable(journey))}
      WHERE field = ${value(PERSON, 'UInt32')}) AS v
    ON e._known = v.code
    ORDER BY devices DESC, id`)
  return found
    .flatMap(({ namespace, isUnusual: isFarAbove, ...figures }) => {
      const reason = isPlaceholder(figures.id) ? 'placeholder' : isFarAbove ? 'many-devices' : null
      const name = journey.namespaces?.[namespace - 1] ?? null
      return reason === null ? [] : [{ ...figures, namespace: name, reason } as const]
    })
    .slice(0, SHOWN)
}
