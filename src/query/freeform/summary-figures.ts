import type { GroupPartial, MaskRef, PartialResult } from '../../engine/index.ts'
import type { Path } from '../../model/path.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { SummarySchema } from '../../model/journey.ts'
import type { ItemTouch } from '../../model/criterion.ts'
import {
  type Compilation,
  type Selection,
  type Period,
  addPeriod,
} from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { ColumnRows } from './aligned-rows.ts'
import {
  type CompiledOperand,
  compileOperand,
  compileItemsMask,
  limitOperand,
  chooseMeasure,
} from './operand.ts'
import { buildRowSpace } from './row-space.ts'
import { noFilter, type RowFilter } from './search.ts'
import {
  readFigure,
  groupPartial,
  type Keys,
  readKeys,
  noKeys,
  type FigurePlace,
  Tally,
} from './tally.ts'
import { namesIn } from '../segments/describe.ts'
import { compileSegmentsMask } from '../segments/scope-mask.ts'
import { translateCodes } from '../summary/join.ts'
import { openSummary } from '../summary/open.ts'
import { appliesToRows } from '../summary/applies-to-rows.ts'

/** A metric of a summary dataset under the filters of a column. */
export interface SummarySpec {
  readonly summary: SummarySchema
  readonly metric: string
  readonly segments: readonly SegmentRef[]
  readonly where: readonly ItemTouch[]
  readonly period: Period
  readonly path: Path
}

/** What figures are asked for: the items of dimensions, and those of them that are shown. */
export interface SummaryRows {
  /** The table's dimensions, with the items of summary data. */
  readonly dimensions: readonly CompiledDimension[]
  /** The same dimensions on the rows of the dataset, and which of its rows have one of theirs. */
  readonly rowsOn: (rows: Compilation) => Promise<ColumnRows>
  readonly filterOf: (dimensions: readonly CompiledDimension[]) => RowFilter
  /** What the parents of a breakdown keep. */
  readonly parentsOn: ParentsOn
}

type ParentsOn = (rows: Compilation) => Promise<Selection>

export interface SummaryFigures {
  readonly rows: FigurePlace
  readonly total: FigurePlace
  readonly filtered: FigurePlace | null
}

/**
 * A summary metric by the items of the row dimensions, in total, and over the shown rows; computed at
 * once, since summary data is small. semantics §3.11 Errors: request/unknown-component.
 */
export async function readSummaryFigures(
  c: Compilation,
  spec: SummarySpec,
  { dimensions, rowsOn, filterOf, parentsOn }: SummaryRows,
): Promise<SummaryFigures> {
  const rows = await openSummary(c, spec.summary)
  await parentsOn(c)
  const operand = limitOperand(rows, await operandOn(c, rows, spec), await parentsOn(rows))
  const { dimensions: own, mask } = await rowsOn(rows)
  const filter = filterOf(own)
  const tally = new Tally(rows)
  const add = (keys: Keys, mask: MaskRef) =>
    tally.add(keys, chooseMeasure(rows, operand, mask, false))
  const byItem = add(readKeys(own), rows.plan.and(operand.mask, mask))
  const total = add(noKeys, operand.mask)
  const filtered = filter.isEmpty
    ? null
    : add(noKeys, rows.plan.and(operand.mask, filter.select(rows).events))
  tally.settle()
  const { partials } = await rows.source.run(rows.plan.build())
  return {
    rows: given(translated(groupPartial(partials, byItem), byItem.measure, own, dimensions)),
    total: given(oneFigure(partials, total)),
    filtered: filtered && given(oneFigure(partials, filtered)),
  }
}

/** A summary metric as one figure. */
export async function readSummaryTotal(
  c: Compilation,
  spec: SummarySpec,
  parentsOn: ParentsOn,
): Promise<FigurePlace> {
  const rowsOn = async () => ({ dimensions: [], mask: null, periods: null })
  const rows = { dimensions: [], rowsOn, filterOf: () => noFilter, parentsOn }
  return (await readSummaryFigures(c, spec, rows)).total
}

/** The metric and the rows on which it counts, checked on events too: what is unknown is an error. */
async function operandOn(
  c: Compilation,
  rows: Compilation,
  spec: SummarySpec,
): Promise<CompiledOperand> {
  const { metric, where, path } = spec
  await compileItemsMask(c, where, spec.period, path)
  const segments = await usableSegments(c, rows, spec)
  const period = addPeriod(rows, spec.period.start, spec.period.end)
  return compileOperand(rows, { metric, segments, where, attribution: undefined, period, path })
}

/** Segments that ask about persons, sessions or what the rows do not have are left out, with a warning. */
async function usableSegments(
  c: Compilation,
  rows: Compilation,
  { summary, metric, segments, period, path }: SummarySpec,
): Promise<SegmentRef[]> {
  await compileSegmentsMask(c, segments, period, [...path, 'segments'])
  const all = [...[c.view.segment ?? []].flat(), ...segments]
  const usable = all.filter((ref) => appliesToRows(rows, ref))
  if (usable.length < all.length)
    c.warnings.add(ignoredSegments(namesIn(c).metric(metric), summary.dataset))
  return usable
}

const ignoredSegments = (metric: string, dataset: string): string =>
  `segments do not apply to ${metric}: it is summary data (${dataset}), which has no persons, sessions or events`

const given = (partial: GroupPartial): FigurePlace => ({
  aggregation: -1,
  measure: 0,
  given: partial,
})

function oneFigure(partials: readonly PartialResult[], place: FigurePlace): GroupPartial {
  return { keys: null, values: [Float64Array.of(readFigure(partials, place))] }
}

/** Figures by the codes of the table's dimensions instead of the rows' own. */
function translated(
  partial: GroupPartial,
  measure: number,
  own: readonly CompiledDimension[],
  ofTable: readonly CompiledDimension[],
): GroupPartial {
  const domains = own.map(({ value }) => value.domain)
  const space = buildRowSpace(
    [partial],
    domains.map(({ size }) => size),
  )
  const tables = domains.map((domain, k) => translateCodes(domain, ofTable[k]!.value.domain))
  const codeAt = (k: number, row: number): number => tables[k]![space.codes[k]![row]!]!
  const figures = space.spread(partial, measure)
  const known = Array.from({ length: figures.length }, (_, row) => row).filter((row) =>
    tables.every((_, k) => codeAt(k, row) >= 0),
  )
  return {
    keys: tables.map((_, k) => Uint32Array.from(known, (row) => codeAt(k, row))),
    values: [Float64Array.from(known, (row) => figures[row]!)],
  }
}
