import type { StitchingFigures } from '../../../../model/answers/stitching.ts'
import type { LakeClient } from '../../../client.ts'
import { ident, join, type Sql, sql, value } from '../../../sql.ts'
import { type Journey, journeyTable } from '../../journey.ts'
import { monthOfRow, rowsInState } from '../../rows.ts'
import { codeNamespace } from '../own-ids.ts'

/** The figures of a stitched dataset, of all its time and by month. */
export interface DatasetFigures {
  readonly total: StitchingFigures
  readonly months: readonly (StitchingFigures & { readonly month: string })[]
  /** Events that have a persistent id, and a person of their own. */
  readonly withPersistent: number
  readonly withPerson: number
}

/** Of the persons of a stitched dataset: their namespace. */
export const targetOf = ({ stitching, namespace = null }: Journey['datasets'][number]) =>
  stitching?.graph?.target ?? namespace

/** The id that a row has of its own. Rows of datasets that are not stitched have their person's only. */
const ownId = sql`multiIf(_known != 0, _known, _persistent != 0, _persistent, person)`

interface Counts {
  readonly dataset: number
  /** Empty: of all time. */
  readonly month: string
  readonly events: number
  readonly withPersistent: number
  readonly withPerson: number
  readonly before: number
  readonly after: number
  readonly peopleBefore: number
  readonly peopleAfter: number
  readonly devices: number
  readonly onShared: number
  readonly anonymous: number
}

/** By the codes of the stitched datasets; those without events have none. semantics §2.5 */
export async function readFigures(
  lake: LakeClient,
  journey: Journey,
  codes: readonly number[],
): Promise<ReadonlyMap<number, DatasetFigures>> {
  const counts = await lake.query<Counts>(selectCounts(journey, codes))
  return new Map(
    counts
      .filter(({ month }) => month === '')
      .map((total) => {
        const months = counts.filter(
          ({ dataset, month }) => dataset === total.dataset && month !== '',
        )
        const { withPersistent, withPerson } = total
        return [
          total.dataset,
          {
            total: figuresOf(total),
            months: months.map((each) => ({ month: each.month, ...figuresOf(each) })),
            withPersistent,
            withPerson,
          },
        ]
      }),
  )
}

function selectCounts(journey: Journey, codes: readonly number[]): Sql {
  const rows = sql`FROM ${ident(journeyTable(journey))}
    WHERE ${rowsInState(journey)} AND dataset IN ${value(codes, 'Array(UInt8)')}`
  const targets = journey.datasets.map((share) =>
    codeNamespace(journey.namespaces ?? [], targetOf(share)),
  )
  const target = sql`arrayElement(${value(targets, 'Array(UInt8)')}, dataset)`
  const shared = sql`
    SELECT dataset, _persistent ${rows} AND _persistent != 0 AND _known != 0
    GROUP BY dataset, _persistent HAVING uniqExact(person) > 1`
  const figure = (name: string, counted: Sql) => sql`toFloat64(${counted}) AS ${ident(name)}`
  return sql`
    SELECT dataset, _month AS month, ${join([
      figure('events', sql`count()`),
      figure('withPersistent', sql`countIf(_persistent != 0)`),
      figure('withPerson', sql`countIf(_known != 0)`),
      figure('before', sql`countIf(_is_known_before)`),
      figure('after', sql`countIf(_is_known_after)`),
      figure('peopleBefore', sql`uniqExact(_own)`),
      figure('peopleAfter', sql`uniqExact(person)`),
      figure('devices', sql`uniqExactIf(_persistent, _is_shared)`),
      figure('onShared', sql`countIf(_is_shared)`),
      figure('anonymous', sql`countIf(_is_shared AND _known = 0)`),
    ])}
    FROM (
      SELECT dataset, ${monthOfRow} AS _month, person, _known, _persistent, ${ownId} AS _own,
        _known != 0 AND _known_namespace = ${target} AS _is_known_before,
        _namespace = ${target} AS _is_known_after,
        (dataset, _persistent) IN (${shared}) AS _is_shared
      ${rows})
    GROUP BY GROUPING SETS ((dataset), (dataset, _month))
    ORDER BY dataset, month`
}

function figuresOf(counts: Counts): StitchingFigures {
  const { events, onShared, anonymous } = counts
  const before = rateOf(counts.before, events)
  const after = rateOf(counts.after, events)
  const increase = before === null || after === null ? null : after - before
  return {
    events,
    authentication: {
      before,
      after,
      increase,
      lift: rateOf(counts.after - counts.before, counts.before),
    },
    people: { before: counts.peopleBefore, after: counts.peopleAfter },
    shared: {
      devices: counts.devices,
      events: rateOf(onShared, events),
      anonymous: rateOf(anonymous, onShared),
      anonymousOfAll: rateOf(anonymous, events),
    },
  }
}

const nothing = {
  ...{ dataset: 0, month: '', events: 0, withPersistent: 0, withPerson: 0, before: 0, after: 0 },
  ...{ peopleBefore: 0, peopleAfter: 0, devices: 0, onShared: 0, anonymous: 0 },
} satisfies Counts

/** Of a dataset without events. */
export const noFigures: DatasetFigures = {
  total: figuresOf(nothing),
  months: [],
  withPersistent: 0,
  withPerson: 0,
}

/** Null: of nothing. */
export function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** The people of all datasets, by the ids that rows have of their own and as they are. */
export async function readPeople(
  lake: LakeClient,
  journey: Journey,
): Promise<StitchingFigures['people']> {
  if (!journey.namespaces) return { before: journey.persons, after: journey.persons }
  const [counted] = await lake.query<{ before: number }>(sql`
    SELECT toFloat64(uniqExact(${ownId})) AS before
    FROM ${ident(journeyTable(journey))} WHERE ${rowsInState(journey)}`)
  return { before: counted!.before, after: journey.persons }
}
