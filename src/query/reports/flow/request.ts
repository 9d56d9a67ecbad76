import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'

/** A node's item, an item of another dimension, or a metric. */
export const flowAnchorTarget = z.union([
  z.strictObject({ item, dimension: componentId.optional() }),
  z.strictObject({ metric: componentId }),
])

export const flowAnchor = z.union([
  z.strictObject({ 'starts-with': flowAnchorTarget }),
  z.strictObject({ contains: flowAnchorTarget }),
  z.strictObject({ 'ends-with': flowAnchorTarget }),
])

/** semantics §8.6 */
export const flowRequest = z.strictObject({
  kind: z.literal('flow'),
  ...requestCommon,
  container: reportContainer.default('person'),
  dimension: componentId,
  anchor: flowAnchor.optional().meta({ description: 'starts with the first item when left out' }),
  columns: z.number().int().min(1).max(50).default(4).meta({ description: 'besides the anchor’s' }),
  itemsPerColumn: z.number().int().positive().max(100).default(5),
  repeats: z.boolean().default(false),
  occurrence: z.enum(['every', 'first', 'last']).default('every'),
  columnDimensions: z
    .record(z.string().regex(/^-?\d+$/, 'a column’s number'), componentId)
    .default({}),
  excludeItems: z.array(item).default([]),
  focus: z
    .array(z.strictObject({ column: z.number().int(), item }))
    .default([])
    .meta({ description: 'only paths with these items in these columns' }),
})

export const flowNode = z.object({
  id: z.string(),
  item,
  label: z.string().optional(),
  special: z.enum(['exited', 'entered', 'more']).optional(),
  paths: z.number(),
})

export const flowColumn = z.object({
  column: z.number(),
  dimension: z.string(),
  nodes: z.array(flowNode),
})

export const flowResult = z.object({
  columns: z.array(flowColumn),
  links: z.array(z.object({ from: z.string(), to: z.string(), paths: z.number() })),
  containers: z.number().meta({ description: 'people or sessions with such a path' }),
  share: figure.meta({ description: 'of all people or sessions that were looked at' }),
  afterExit: z
    .array(z.object({ item, special: z.literal('never').optional(), paths: z.number() }))
    .optional()
    .meta({ description: 'of sessions: what those whose path ended did next, later' }),
  meta: resultMeta,
})

export type FlowAnchor = z.infer<typeof flowAnchor>
export type FlowAnchorTarget = z.infer<typeof flowAnchorTarget>
export type FlowRequest = z.infer<typeof flowRequest>
/** As it is written, defaults left out. */
export type FlowRequestInput = z.input<typeof flowRequest>
export type FlowNode = z.infer<typeof flowNode>
export type FlowResult = z.infer<typeof flowResult>
