import { z } from 'zod'
import { namedRange, findRefReferences, segmentRef } from '../conditions.ts'
import { dateRangeRef } from '../date-ranges.ts'
import { about, description, id, name } from '../ids.ts'
import { openName } from '../vocabulary.ts'
import { asReference, type Reference } from './reference.ts'

/**
 * One visualization. Its request takes data view, date range and segments from the panel, and is
 * validated as a whole when it runs; that there is its kind, when the project is saved.
 */
export const visualization = z.strictObject({
  id: id.optional(),
  name: name.optional(),
  description: description.optional(),
  type: z.string().min(1).meta({ description: 'freeform, line, fallout, text, …' }),
  request: z.looseObject({ kind: z.string().meta(openName('report-kind')) }).optional(),
  source: id.optional().meta({ description: 'the visualization whose table this one shows' }),
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
  segments: z.array(segmentRef).default([]),
  visualizations: z.array(visualization).default([]),
  settings: z.record(z.string(), z.unknown()).optional(),
  collapsed: z.boolean().optional(),
})

/** semantics §8.1 */
export const project = z.strictObject({
  kind: z.literal('project'),
  id,
  ...about,
  dataView: id,
  panels: z.array(panel).default([]),
  settings: z.record(z.string(), z.unknown()).optional(),
})

export type Visualization = z.infer<typeof visualization>
export type Panel = z.infer<typeof panel>
export type Project = z.infer<typeof project>

const panelReferences = (entry: Panel, index: number): readonly Reference[] => {
  const path = ['panels', index]
  return [
    ...(entry.dataView === undefined
      ? []
      : [{ kind: 'data-view' as const, id: entry.dataView, path: [...path, 'dataView'] }]),
    ...namedRange(entry.dateRange, [...path, 'dateRange']),
    ...findRefReferences(entry.segments, [...path, 'segments']).map(asReference),
  ]
}

export const projectReferences = (definition: Project): readonly Reference[] => [
  { kind: 'data-view', id: definition.dataView, path: ['dataView'] },
  ...definition.panels.flatMap(panelReferences),
]
