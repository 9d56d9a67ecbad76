import { type SpaceState, toStitchingGraph } from '../../../identity/space/index.ts'
import type { LakeClient } from '../../../lake/client.ts'
import {
  comparePeople,
  compareRows,
  type Draft,
  draftJourney,
  type Journey,
  listJourneyFields,
  listRowChanges,
  pairPersons,
  type RowChange,
  stitchDraft,
  withGraphs,
} from '../../../lake/journey/index.ts'
import type { StitchingDifference } from '../../../model/answers/what-if.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { WhatIfRequest } from '../../../model/what-if.ts'
import type { JourneySource } from '../../../query/compilation/journey-source.ts'
import type { Catalog } from '../catalog.ts'
import { byItem, compareDataset, compareItems, compareTotals } from './differences.ts'
import { type Figures, type Question, readFigures, readItems } from './figures.ts'
import type { Ground } from './ground.ts'

export interface Comparison {
  readonly question: Question
  readonly request: Pick<WhatIfRequest, 'dateRange' | 'limit'>
  /** Between 0 and 1. */
  readonly onProgress: (share: number) => void
}

/** The spaces that stitch, as they are in one of the drafts that are compared. */
export type Spaces = ReadonlyMap<string, SpaceState>

export interface Compared {
  readonly dateRange: { readonly start: string; readonly end: string }
  /** One per draft. */
  readonly differences: readonly StitchingDifference[]
}

/** Compares the present journey with drafts of it. */
export async function compareDrafts(
  lake: LakeClient,
  ground: Ground,
  present: Catalog,
  { question, request, onProgress }: Comparison,
  spaces: readonly Spaces[],
): Promise<Compared> {
  const steps = 2 * spaces.length + 1
  const advance = (done: number) => onProgress(done / steps)
  const side = { question, source: ground.source, catalog: present }
  const ownRange = request.dateRange ?? wholeRange([ground.before])
  const own = await ask(side, ownRange)
  advance(1)
  const drafts: Drafted[] = []
  for (const each of spaces) {
    drafts.push(await makeDraft(lake, ground, each, drafts))
    advance(1 + drafts.length)
  }
  const journeys = [ground.before, ...drafts.map(({ draft }) => draft.journey)]
  const range = request.dateRange ?? wholeRange(journeys)
  const isWider = JSON.stringify(range) !== JSON.stringify(ownRange)
  const before = { ...side, figures: isWider ? await ask(side, range) : own }
  const differences: StitchingDifference[] = []
  for (const drafted of drafts) {
    const source = ground.openDraft(drafted.draft)
    const after = { question, source, catalog: ground.change.catalog }
    const figures = await ask(after, range)
    const moves = await compareJourneys(lake, ground, drafted)
    const sides = { before, after: { ...after, figures } }
    differences.push(await describe(sides, moves, range, request.limit))
    advance(1 + drafts.length + differences.length)
  }
  return { dateRange: before.figures.table.meta.dateRange, differences }
}

interface Side {
  readonly question: Question
  readonly source: JourneySource
  readonly catalog: Catalog
}

interface AnsweredSide extends Side {
  readonly figures: Figures
}

const contextOf = ({ source, catalog }: Side) => ({
  source,
  definitions: catalog.definitions,
  now: Date.now(),
})

const ask = (side: Side, range: DateRangeRef): Promise<Figures> =>
  readFigures(contextOf(side), side.question, range)

/** From the first to the last event of any of them. */
function wholeRange(journeys: readonly Journey[]): { start: string; end: string } {
  const first = journeys.flatMap(({ firstTime }) => firstTime ?? [])
  const last = journeys.flatMap(({ lastTime }) => lastTime ?? [])
  return {
    start: new Date(Math.min(...first, first.length === 0 ? 0 : Infinity)).toISOString(),
    end: new Date(Math.max(...last, last.length === 0 ? 0 : -Infinity) + 1).toISOString(),
  }
}

interface Drafted {
  readonly draft: Draft
  /** What it does about the rows of the present journey. */
  readonly changes: readonly RowChange[]
}

/** `made`: drafts of the same change that differ in their graphs only: rows are known by the same ids in all. */
async function makeDraft(
  lake: LakeClient,
  { change, before, datasets, others, asked, nameOf }: Ground,
  spaces: Spaces,
  made: readonly Drafted[],
): Promise<Drafted> {
  const { connection } = change
  const graphs = new Map([...spaces].map(([id, state]) => [id, toStitchingGraph(state)]))
  const fields = withGraphs(listJourneyFields(connection, datasets), graphs)
  const changes = listRowChanges(before, fields, others)
  const leaves = new Map([...datasets].map(([dataset, stored]) => [dataset, stored.leaves]))
  const name = nameOf(String(made.length + 1))
  const options = { name, connection, fields, graphs, asked, leaves }
  const first = made[0]?.draft
  if (first === undefined || first.from === before) {
    return { draft: await draftJourney(lake, before, { ...options, changes }), changes }
  }
  const again = fields.datasets.map(
    ({ stitching }): RowChange => (stitching?.graph ? 'restitched' : 'kept'),
  )
  return { draft: await stitchDraft(lake, first, { ...options, changes: again }), changes }
}

type Moves = Pick<StitchingDifference, 'people'> & {
  readonly datasets: readonly Pick<
    StitchingDifference['datasets'][number],
    'dataset' | 'isChanged' | 'rows'
  >[]
}

async function compareJourneys(
  lake: LakeClient,
  { before }: Ground,
  { draft, changes }: Drafted,
): Promise<Moves> {
  const pairs = await pairPersons(lake, before, draft, changes)
  const rows = await compareRows(lake, draft.journey, pairs)
  return {
    people: await comparePeople(lake, before, draft.journey, pairs),
    datasets: before.datasets.map(({ dataset }, index) => ({
      dataset,
      isChanged: changes[index] !== 'kept',
      rows: rows[index]!,
    })),
  }
}

async function describe(
  { before, after }: { readonly before: AnsweredSide; readonly after: AnsweredSide },
  { people, datasets }: Moves,
  range: DateRangeRef,
  limit: number,
): Promise<StitchingDifference> {
  const { question } = before
  const metrics = compareTotals(question.metrics, before.figures, after.figures)
  const known = byItem(before.figures.table.rows)
  const found = byItem(after.figures.table.rows)
  const [lacking, missing] = [
    await readLacking(before, known, found, range),
    await readLacking(after, found, known, range),
  ]
  const items =
    question.dimension === null
      ? { rows: [], rowCount: 0 }
      : compareItems(
          new Map([...known, ...lacking]),
          new Map([...found, ...missing]),
          metrics,
          limit,
        )
  const warnings = [before, after].flatMap(({ figures }) => figures.table.meta.warnings)
  return {
    people,
    datasets: datasets.map((each) => ({
      ...each,
      ...compareDataset(each.dataset, before.figures, after.figures),
    })),
    metrics,
    dimension: question.dimension,
    ...items,
    warnings: [...new Set(warnings)],
  }
}

type Rows = ReturnType<typeof byItem>

/** The rows of a side that only the other one has. */
async function readLacking(
  side: Side,
  own: Rows,
  others: Rows,
  range: DateRangeRef,
): Promise<Rows> {
  const items = [...others].flatMap(([key, { item = null }]) => (own.has(key) ? [] : [item]))
  return byItem(await readItems(contextOf(side), side.question, range, items))
}
