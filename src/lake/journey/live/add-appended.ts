import type { RefreshReport } from '../../../model/answers/connections.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import type { LakeClient } from '../../client.ts'
import {
  type ChosenRows,
  chooseRows,
  hasRows,
  listLeaves,
  readBatchEnds,
  recallRecord,
} from '../../datasets/index.ts'
import type { Limits } from '../generation.ts'
import { busiestOf } from '../hold-back.ts'
import type { EventInput } from '../insert.ts'
import { hasChanged } from '../is-outdated.ts'
import { type BatchShare, type DatasetShare, type Journey, PERSON } from '../journey.ts'
import type { StoredDataset } from '../read-datasets.ts'
import { printSettings } from '../settings.ts'
import { loadJourney, saveJourney } from '../state.ts'
import type { StitchingGraphs } from '../stitching/graph.ts'
import { hasManyMoved } from '../stitching/moves.ts'
import { describeStitched, type StitchingPlan } from '../stitching/plan.ts'
import { collectTexts, countMost, joinTexts, listOwners } from './collect-texts.ts'
import { findCodes, type GivenCodes, giveCodes, trimCodes } from './find-codes.ts'
import { findOwners, type FoundOwners, listQuestions, type Question } from './find-owners.ts'
import { insertRows } from './insert-appended.ts'
import { planAppended } from './plan-appended.ts'
import { type Appended, type AppendedRow, isKept, ownIdOf, readAppended } from './read-appended.ts'
import {
  forgetChecked,
  printDatasets,
  printVersion,
  recallChecked,
  type Remembered,
  rememberChecked,
} from './remembered.ts'
import { restitchMoved } from './restitch-moved.ts'
import { countAdded, shareOut, stateAfter } from './state-after.ts'

/** All of a journey is checked that often, in as far as anything comes to it. */
const CHECKED_EVERY_MS = 600_000

/** More rows are quicker encoded inside ClickHouse. */
const MOST_ROWS = 50_000

export interface AppendLimits extends Limits {
  /** UTC ms, now. */
  readonly now: number
  readonly graphs: StitchingGraphs
  /** See `RefreshOptions`. */
  readonly fewestSifted: number | undefined
}

/**
 * Adds the rows that have come to batches that grow, in a handful of statements of which none reads a table as
 * a whole. Null where more has changed than that, or where it has to be looked whether it has: then `refreshJourney` does it all.
 * The outcome is the same.
 */
export async function addAppended(
  lake: LakeClient,
  connection: Connection,
  limits: AppendLimits,
): Promise<RefreshReport | null> {
  const journey = await loadJourney(lake, connection.id)
  const checked = recallChecked(lake, connection.id)
  if (journey === null || checked === undefined) return null
  if (!isAsChecked(connection, journey, checked, limits)) return null
  const stored = await describeDatasets(lake, connection)
  if (printDatasets(stored) !== checked.datasets) return null
  if (await hasChanged(lake, connection, journey, listFollowed(journey))) return null
  const chosen = await Promise.all(journey.datasets.map((share) => findGrowth(lake, share)))
  const count = chosen.flatMap(({ ranges }) => ranges).reduce((n, r) => n + 1 + r.to - r.from, 0)
  if (count > MOST_ROWS) return null
  if (count === 0 && !haveGraphsChanged(journey, limits)) return null
  try {
    return await add(lake, { journey, checked, stored, chosen, limits })
  } catch (error) {
    forgetChecked(lake, connection.id)
    throw error
  }
}

function isAsChecked(
  connection: Connection,
  journey: Journey,
  checked: Remembered,
  { now, since }: AppendLimits,
): boolean {
  return (
    checked.version === printVersion(journey) &&
    now - checked.checkedAt < CHECKED_EVERY_MS &&
    !journey.isDamaged &&
    journey.settings === printSettings(connection) &&
    journey.since === since &&
    (journey.badPersons ?? []).length === 0 &&
    !hasManyMoved(journey)
  )
}

/** What graphs have changed since is followed here. */
const listFollowed = ({ datasets }: Journey): ReadonlyMap<string, string> =>
  new Map(
    datasets.flatMap(({ stitching, stitched }): [string, string][] =>
      stitching?.graph && stitched?.graph ? [[stitching.graph.space, stitched.graph]] : [],
    ),
  )

const haveGraphsChanged = (journey: Journey, { graphs }: AppendLimits): boolean =>
  [...listFollowed(journey)].some(([space, version]) => graphs.get(space)?.version !== version)

/** As they are written in their records. */
async function describeDatasets(lake: LakeClient, { datasets }: Connection) {
  const stored = new Map<string, Pick<StoredDataset, 'type' | 'timeZone' | 'leaves'>>()
  for (const { dataset } of datasets) {
    const record = await recallRecord(lake, dataset)
    if (record === undefined) continue
    const { type, timeZone, fields } = record
    stored.set(dataset, { type, timeZone, leaves: listLeaves(fields) })
  }
  return stored
}

async function findGrowth(
  lake: LakeClient,
  { dataset, batches }: DatasetShare,
): Promise<ChosenRows> {
  const read = batches.filter(({ upTo }) => upTo !== undefined)
  if (read.length === 0) return chooseRows([], new Map(), new Map())
  const ends = await readBatchEnds(lake, dataset)
  return chooseRows([], ends, new Map(read.map(({ batch, upTo }) => [batch, upTo!])))
}

interface Addition {
  readonly journey: Journey
  readonly checked: Remembered
  readonly stored: Awaited<ReturnType<typeof describeDatasets>>
  readonly chosen: readonly ChosenRows[]
  readonly limits: AppendLimits
}

type Plans = readonly (StitchingPlan | null)[]

/** New rows, by dataset: as they were read, and those that the journey gets. */
interface Arrived {
  readonly read: readonly Appended[]
  readonly all: readonly (readonly AppendedRow[])[]
  readonly kept: readonly (readonly AppendedRow[])[]
}

async function add(lake: LakeClient, addition: Addition): Promise<RefreshReport | null> {
  const { journey, checked, chosen, limits } = addition
  const target = { ...journey, increment: journey.increment + 1 }
  const plans = planAppended(target, chosen, limits)
  if (plans === null) return null
  const arrived = await readAll(lake, addition, plans)
  const busiest = busiestOf(journey) + countMost(arrived.kept.flat().map(ownIdOf))
  if (busiest > limits.mostEventsPerMonth) return null
  const questions = await listQuestions(lake, journey, plans, arrived.all, checked.owners)
  if (questions === null) return null
  const { owners, codes } = await nameAll(lake, addition, questions, arrived)
  const moved = await restitchMoved(lake, target, plans, owners, codes)
  for (const [index, rows] of arrived.kept.entries()) {
    if (rows.length === 0) continue
    const { fields } = arrived.read[index]!
    await insertRows(lake, target, { index, fields, rows, codes, personOf: owners.person })
  }
  const added = arrived.all.map((rows, index) => shareOut(rows, chosen[index]!, limits.since))
  const datasets = describeStitched(target, plans, { added, now: limits.now })
  const kept = arrived.kept.flat()
  const next = stateAfter(target, { datasets, added, kept, codes, busiest, moved })
  const persons = arrived.kept.flatMap((rows, index) =>
    rows.map((row) => codes.code(PERSON, owners.person(index, row) || ownIdOf(row))),
  )
  const counted = await countAdded(lake, { journey, next, persons, checked })
  await saveJourney(lake, counted)
  rememberChecked(lake, journey.connection, { ...checked, version: printVersion(counted) })
  return reportOf(counted, added)
}

async function readAll(
  lake: LakeClient,
  { journey, stored, chosen, limits }: Addition,
  plans: Plans,
): Promise<Arrived> {
  const read = await Promise.all(
    journey.datasets.map((share, index) => {
      const { leaves } = stored.get(share.dataset)!
      return readShare(lake, journey, { ...share, leaves }, chosen[index]!, plans[index] ?? null)
    }),
  )
  const all = read.map(({ rows }) => rows)
  return { read, all, kept: all.map((rows) => rows.filter((row) => isKept(row, limits.since))) }
}

interface Named {
  readonly owners: FoundOwners
  readonly codes: GivenCodes
}

/** Whose the rows are, and codes for all texts. */
async function nameAll(
  lake: LakeClient,
  { journey, checked, limits: { fewestSifted } }: Addition,
  questions: readonly Question[],
  { read, all, kept }: Arrived,
): Promise<Named> {
  const recent = checked.codes
  trimCodes(recent)
  const texts = collectTexts(read, kept)
  const changed = questions.flatMap((question) => question.changed.map(({ id }) => id))
  await findCodes(lake, journey, recent, joinTexts(texts, changed), fewestSifted)
  const highest = journey.highestCodes[PERSON] ?? 0
  const isThere = (id: string): boolean => {
    const code = recent.get(PERSON)?.get(id)
    return code !== undefined && code <= highest
  }
  const owners = await findOwners(lake, journey, questions, all, checked.owners, isThere)
  const people = listOwners(kept, owners)
  await findCodes(lake, journey, recent, joinTexts(new Map(), people), fewestSifted)
  return { owners, codes: await giveCodes(lake, journey, recent, joinTexts(texts, people)) }
}

const readShare = (
  lake: LakeClient,
  journey: Journey,
  input: EventInput,
  chosen: ChosenRows,
  plan: StitchingPlan | null,
): Promise<Appended> =>
  hasRows(chosen)
    ? readAppended(lake, journey, input, chosen, plan?.knowledge ?? null)
    : Promise.resolve({ fields: [], rows: [] })

function reportOf(next: Journey, added: readonly (readonly BatchShare[])[]): RefreshReport {
  const sum = (shares: readonly BatchShare[], pick: 'rows' | 'missingPerson' | 'expired') =>
    shares.reduce((total, share) => total + share[pick], 0)
  return {
    connection: next.connection,
    dataVersion: next.dataVersion,
    isRebuilt: false,
    datasets: next.datasets.map(({ dataset }, index) => ({
      dataset,
      addedBatches: added[index]!.length,
      addedRows: sum(added[index]!, 'rows'),
      missingPerson: sum(added[index]!, 'missingPerson'),
      expired: sum(added[index]!, 'expired'),
      removedBatches: 0,
    })),
    events: next.events,
    persons: next.persons,
  }
}
