import { z } from 'zod'
import { namedRange, findRefReferences, segmentRef } from '../conditions.ts'
import { dateRangeRef } from '../date-ranges.ts'
import type { FormulaReader } from '../formula.ts'
import { about, componentId, description, id, name, owner } from '../ids.ts'
import type { Path } from '../path.ts'
import { openName } from '../vocabulary.ts'
import { asReference, type Reference } from './reference.ts'
import { findVisualizationNames } from './visualization-names.ts'

/** How close together everything stands. */
const density = z.enum(['comfortable', 'compact'])

const GRID_COLUMNS = 12

/** A place on the grid of a panel: 12 columns, rows as needed, from the top left. */
const gridPlace = z
  .strictObject({
    x: z
      .number()
      .int()
      .min(0)
      .max(GRID_COLUMNS - 1),
    y: z.number().int().min(0).max(10_000),
    width: z.number().int().min(1).max(GRID_COLUMNS),
    height: z.number().int().min(1).max(1000),
  })
  .refine(({ x, width }) => x + width <= GRID_COLUMNS, {
    message: `x and width together are at most ${GRID_COLUMNS}`,
    path: ['width'],
  })

/** What figures are compared with: the period before, the same one a year before, or a range. */
const comparison = z.strictObject({
  with: z.union([
    z.literal('previous-period'),
    z.literal('previous-year'),
    z.strictObject({ dateRange: dateRangeRef }),
  ]),
  alignDates: z.boolean().optional().meta({ description: 'both begin on the same row' }),
})

/** A drop-down above a panel: events of the chosen items only, all of them while none is chosen. */
const panelFilter = z.strictObject({
  id: id.optional(),
  name: name.optional(),
  dimension: componentId,
  items: z.array(z.string().max(10_000)).max(1000).default([]).meta({ description: 'chosen' }),
  isSingle: z.boolean().optional().meta({ description: 'one item can be chosen at a time' }),
})

/** The cells of a table that a chart shows: `isLocked` keeps them whatever is selected there. */
const linkedCells = z.strictObject({
  rows: z
    .array(z.array(z.string().max(10_000)).min(1).max(20))
    .max(1000)
    .default([])
    .meta({ description: 'each by its items, from the outermost breakdown on; all when empty' }),
  columns: z
    .array(z.string().min(1))
    .max(1000)
    .default([])
    .meta({ description: 'by their ids; all when empty' }),
  isLocked: z.boolean().default(false),
})

/**
 * One visualization. Its request takes data view, date range and segments from the panel, and is
 * validated as a whole when it runs; that there is its kind, when the project is saved.
 */
export const visualization = z.strictObject({
  id: id.optional(),
  name: name.optional(),
  description: description.optional(),
  type: z.string().min(1).meta({ description: 'freeform, line, fallout, text, section, …' }),
  request: z.looseObject({ kind: z.string().meta(openName('report-kind')) }).optional(),
  source: id.optional().meta({ description: 'the visualization whose table this one shows' }),
  cells: linkedCells.optional().meta({ description: 'of the source; its selection when left out' }),
  comparison: z
    .union([comparison, z.literal('none')])
    .optional()
    .meta({ description: 'the panel’s when left out' }),
  caption: z.string().max(10_000).optional().meta({ description: 'a line below it' }),
  text: z.string().max(100_000).optional().meta({ description: 'Markdown, of a type text' }),
  layout: gridPlace.optional(),
  density: density.optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  collapsed: z.boolean().optional(),
})

export const panel = z.strictObject({
  id: id.optional(),
  name: name.optional(),
  description: description.optional(),
  type: z.string().min(1).default('freeform'),
  dataView: id.optional().meta({ description: 'the project’s when left out' }),
  dateRange: dateRangeRef.optional(),
  comparison: comparison.optional(),
  segments: z.array(segmentRef).default([]),
  filters: z.array(panelFilter).max(50).optional(),
  visualizations: z.array(visualization).default([]),
  settings: z.record(z.string(), z.unknown()).optional(),
  collapsed: z.boolean().optional(),
  live: z.boolean().optional().meta({ description: 'asked again as soon as there is new data' }),
})

/** semantics §8.1 */
export const project = z.strictObject({
  kind: z.literal('project'),
  id,
  ...about,
  owner: owner.optional(),
  dataView: id,
  density: density.optional(),
  panels: z.array(panel).default([]),
  settings: z.record(z.string(), z.unknown()).optional(),
})

export type Visualization = z.infer<typeof visualization>
export type Panel = z.infer<typeof panel>
export type Project = z.infer<typeof project>

const comparisonReferences = (
  given: Visualization['comparison'],
  path: Path,
): readonly Reference[] =>
  typeof given === 'object' && typeof given.with === 'object'
    ? namedRange(given.with.dateRange, [...path, 'with', 'dateRange'])
    : []

const visualizationReferences = (
  { comparison: compared, request, settings }: Visualization,
  path: Path,
  readFormula: FormulaReader,
): readonly Reference[] => [
  ...comparisonReferences(compared, [...path, 'comparison']),
  ...findVisualizationNames(request, [...path, 'request'], readFormula),
  ...findVisualizationNames(settings, [...path, 'settings'], readFormula),
]

const panelReferences = (
  entry: Panel,
  index: number,
  readFormula: FormulaReader,
): readonly Reference[] => {
  const path = ['panels', index]
  return [
    ...(entry.dataView === undefined
      ? []
      : [{ kind: 'data-view' as const, id: entry.dataView, path: [...path, 'dataView'] }]),
    ...namedRange(entry.dateRange, [...path, 'dateRange']),
    ...comparisonReferences(entry.comparison, [...path, 'comparison']),
    ...findVisualizationNames(entry.settings, [...path, 'settings'], readFormula),
    ...entry.visualizations.flatMap((each, at) =>
      visualizationReferences(each, [...path, 'visualizations', at], readFormula),
    ),
    ...findRefReferences(entry.segments, [...path, 'segments']).map(asReference),
  ]
}

export const projectReferences = (
  definition: Project,
  readFormula: FormulaReader,
): readonly Reference[] => [
  { kind: 'data-view', id: definition.dataView, path: ['dataView'] },
  ...definition.panels.flatMap((entry, index) => panelReferences(entry, index, readFormula)),
]
