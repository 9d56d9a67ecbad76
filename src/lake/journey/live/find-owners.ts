import type { LakeClient } from '../../client.ts'
import { type Sql, sql, value } from '../../sql.ts'
import type { Journey } from '../journey.ts'
import { selectFieldOwners } from '../stitching/field-owners.ts'
import type { StitchingGraph } from '../stitching/graph.ts'
import { askGraph, forgetOwners } from '../stitching/kept-owners.ts'
import { type Knowledge, selectSeen } from '../stitching/owners.ts'
import type { StitchingPlan } from '../stitching/plan.ts'
import type { AppendedRow } from './read-appended.ts'
import type { RecentOwners, Stretch } from './remembered.ts'

/** Whose rows of more ids may be others' is worked out by the way of every refresh. */
const MOST_CHANGED = 20_000

/** Beyond so many ids of a question, whose they are is forgotten. */
const MOST_REMEMBERED = 100_000

/** An id as those who know owners call it. */
export interface OwnedId {
  readonly namespace: string
  readonly id: string
}

/** An id, and whose its rows are now. */
export interface OwnedStretches extends OwnedId {
  readonly stretches: readonly Stretch[]
}

type Plans = readonly (StitchingPlan | null)[]
type Rows = readonly (readonly AppendedRow[])[]

/** One graph with a namespace of persons, or the rows of one dataset: who knows owners. */
export interface Question {
  readonly key: string
  /** Of the datasets that ask it, each by its index. */
  readonly plans: ReadonlyMap<number, StitchingPlan>
  /** Ids whose owners may be others than those that are remembered, or that rows were stitched by. */
  readonly changed: readonly OwnedId[]
}

/**
 * What is to be asked for some new rows. `rows`: by dataset, also those that are not kept. Null where too much may have
 * changed, or it is not known what.
 */
export async function listQuestions(
  lake: LakeClient,
  journey: Journey,
  plans: Plans,
  rows: Rows,
  recent: RecentOwners,
): Promise<readonly Question[] | null> {
  const questions: Question[] = []
  for (const [key, own] of groupPlans(plans)) {
    const [[index, { knowledge }]] = [...own] as [[number, StitchingPlan]]
    const { graph } = knowledge
    const changed =
      graph === null
        ? listSighted(rows[index]!, ownersOf(recent, key))
        : await readChanged(lake, graph, findVersion(journey, own))
    if (changed === null || changed.length > MOST_CHANGED) return null
    questions.push({ key, plans: own, changed })
  }
  return questions
}

function groupPlans(plans: Plans): ReadonlyMap<string, ReadonlyMap<number, StitchingPlan>> {
  const groups = new Map<string, Map<number, StitchingPlan>>()
  for (const [index, plan] of plans.entries()) {
    if (plan === null) continue
    const { graph } = plan.knowledge.stitching
    const key = graph === null ? `rows of ${index}` : JSON.stringify([graph.space, graph.target])
    groups.set(key, (groups.get(key) ?? new Map<number, StitchingPlan>()).set(index, plan))
  }
  return groups
}

function ownersOf(recent: RecentOwners, key: string): Map<string, readonly Stretch[]> {
  const owners = recent.get(key) ?? new Map<string, readonly Stretch[]>()
  recent.set(key, owners)
  return owners
}

/** The version of the graph that all rows follow; undefined where they do not follow one and the same. */
function findVersion({ datasets }: Journey, plans: Question['plans']): string | undefined {
  const versions = new Set([...plans.keys()].map((index) => datasets[index]!.stitched?.graph))
  return versions.size === 1 ? [...versions][0] : undefined
}

async function readChanged(
  lake: LakeClient,
  graph: StitchingGraph,
  since: string | undefined,
): Promise<readonly OwnedId[] | null> {
  if (since === graph.version) return []
  const changed = since === undefined ? null : graph.selectChangedIds(since)
  if (changed === null) return null
  return lake.query<OwnedId>(sql`
    SELECT toString(namespace) AS namespace, id FROM (${changed})
    LIMIT ${value(MOST_CHANGED + 1, 'UInt32')}`)
}

/** Persistent ids beside which new rows say another person than the one whose they are at that time. */
function listSighted(
  rows: readonly AppendedRow[],
  owners: ReadonlyMap<string, readonly Stretch[]>,
): readonly OwnedId[] {
  const others = rows.filter(({ known, persistent, time }) => {
    if (known === '' || persistent === '') return false
    const own = owners.get(keyOf({ namespace: '', id: persistent }))
    return own === undefined || findPerson(own, time) !== known
  })
  return [...new Set(others.map(({ persistent }) => persistent))].map((id) => ({
    namespace: '',
    id,
  }))
}

export const keyOf = ({ namespace, id }: OwnedId): string => `${namespace}\0${id}`

const findPerson = (stretches: readonly Stretch[], time: number): string =>
  stretches.findLast(({ start }) => start <= time)?.person ?? ''

/** What rows of a stitched dataset are asked by; null: they are who they know they are. */
function askedId({ stitching, namespaces }: Knowledge, row: AppendedRow): OwnedId | null {
  const { known, knownIn, persistent } = row
  const isKnown = known !== ''
  if (stitching.graph === null) return isKnown ? null : { namespace: '', id: persistent }
  return isKnown
    ? { namespace: namespaces[knownIn - 1] ?? '', id: known }
    : { namespace: stitching.persistentNamespace, id: persistent }
}

export interface FoundOwners {
  /** Whose a row of a dataset is (its index); the empty text: nobody's but its own id's. */
  person(index: number, row: AppendedRow): string
  /** Ids whose earlier rows may be others' now, by dataset. */
  readonly moved: ReadonlyMap<number, readonly OwnedStretches[]>
}

/**
 * Finds out whose new rows are. Who is remembered is not asked for. `isThere`: whether the journey may have rows of an id.
 */
export async function findOwners(
  lake: LakeClient,
  journey: Journey,
  questions: readonly Question[],
  rows: Rows,
  recent: RecentOwners,
  isThere: (id: string) => boolean,
): Promise<FoundOwners> {
  const ofDataset = new Map<number, ReadonlyMap<string, readonly Stretch[]>>()
  const moved = new Map<number, readonly OwnedStretches[]>()
  for (const { key, plans, changed } of questions) {
    const owners = ownersOf(recent, key)
    if (owners.size > MOST_REMEMBERED) owners.clear()
    const before = changed.filter(({ id }) => isThere(id))
    for (const id of changed) if (!isThere(id.id)) owners.delete(keyOf(id))
    const asked = new Map(
      [...listArriving(plans, rows, owners), ...before].map((id) => [keyOf(id), id]),
    )
    const answer = await ask(lake, journey, plans, [...asked.values()])
    const others = before.flatMap((id): OwnedStretches[] => {
      const stretches = answer.get(keyOf(id)) ?? []
      return isSame(owners.get(keyOf(id)), stretches) ? [] : [{ ...id, stretches }]
    })
    for (const id of asked.keys()) owners.set(id, answer.get(id) ?? [])
    for (const [index, { knowledge }] of plans) {
      ofDataset.set(index, owners)
      if (knowledge.stitching.replay === null && others.length > 0) moved.set(index, others)
    }
  }
  return {
    person(index, row) {
      const knowledge = questions.find(({ plans }) => plans.has(index))?.plans.get(index)?.knowledge
      const id = knowledge && askedId(knowledge, row)
      return id ? findPerson(ofDataset.get(index)!.get(keyOf(id))!, row.time) : ''
    },
    moved,
  }
}

function listArriving(
  plans: Question['plans'],
  rows: Rows,
  owners: ReadonlyMap<string, unknown>,
): readonly OwnedId[] {
  return [...plans].flatMap(([index, { knowledge }]) =>
    rows[index]!.flatMap((row): OwnedId[] => {
      const id = askedId(knowledge, row)
      return id === null || id.id === '' || owners.has(keyOf(id)) ? [] : [id]
    }),
  )
}

const isSame = (before: readonly Stretch[] | undefined, after: readonly Stretch[]): boolean =>
  before?.length === after.length &&
  before.every(({ start, person }, nth) => {
    const own = after[nth]!
    return own.start === start && own.person === person
  })

async function ask(
  lake: LakeClient,
  journey: Journey,
  plans: Question['plans'],
  ids: readonly OwnedId[],
): Promise<ReadonlyMap<string, readonly Stretch[]>> {
  if (ids.length === 0) return new Map()
  const [{ knowledge }] = [...plans.values()] as [StitchingPlan]
  const texts = [...new Set(ids.map(({ id }) => id))]
  const among = sql`SELECT arrayJoin(${value(texts, 'Array(String)')}) AS id`
  const { graph, stitching, mostSwitches } = knowledge
  if (graph === null)
    return readOwners(lake, selectFieldOwners(selectSeen(knowledge, among, true), mostSwitches))
  const { target } = stitching.graph!
  try {
    return await readOwners(lake, await askGraph(lake, journey, graph, { target, among }))
  } finally {
    await forgetOwners(lake, journey)
  }
}

async function readOwners(lake: LakeClient, owners: Sql) {
  const found = await lake.query<OwnedId & Stretch>(sql`
    SELECT toString(namespace) AS namespace, id, toFloat64(start) AS start, person
    FROM (${owners}) ORDER BY namespace, id, start`)
  const byId = new Map<string, Stretch[]>()
  for (const { namespace, id, start, person } of found) {
    const key = keyOf({ namespace, id })
    const stretches = byId.get(key) ?? []
    byId.set(key, stretches)
    stretches.push({ start: Math.max(start, Number.MIN_SAFE_INTEGER), person })
  }
  return byId
}
