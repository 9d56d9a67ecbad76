import { z } from 'zod'
import { condition, dateRangeCondition, segmentCondition } from '../../../model/conditions.ts'
import { itemTouch, metricTouch } from '../../../model/criterion.ts'
import { componentId, name } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'

const nodeId = z.string().min(1)

/** What may be dropped onto a node. */
export const canvasComponent = z.union([
  itemTouch,
  metricTouch,
  segmentCondition,
  dateRangeCondition,
])

/**
 * A condition on one event, written out or as components. Metrics are ORed, items of one dimension are
 * ORed, everything else is ANDed. semantics §8.8
 */
export const canvasNode = z
  .strictObject({
    id: nodeId,
    name: name.optional(),
    where: condition.optional(),
    components: z.array(canvasComponent).min(1).optional(),
  })
  .refine((node) => (node.where === undefined) !== (node.components === undefined), {
    message: 'give a condition or components',
    path: ['where'],
  })

const topCommon = { dimension: componentId, limit: z.number().int().positive().default(3) }

/** Items that come right after or before a node is first reached, or after it on the way to another. */
export const canvasSuggestion = z.union([
  z.strictObject({ after: nodeId, ...topCommon }),
  z.strictObject({ before: nodeId, ...topCommon }),
  z.strictObject({ between: z.tuple([nodeId, nodeId]), ...topCommon }),
])

/** An acyclic graph of nodes; an arrow is THEN, eventual path. semantics §8.8 */
export const canvasRequest = z.strictObject({
  kind: z.literal('canvas'),
  ...requestCommon,
  container: reportContainer.default('person'),
  nodes: z.array(canvasNode).min(1),
  arrows: z.array(z.tuple([nodeId, nodeId])).default([]),
  metric: componentId.default('people'),
  secondaryMetric: componentId.optional(),
  top: z.array(canvasSuggestion).default([]).meta({ description: 'nodes to suggest' }),
})

export const canvasNodeResult = z.object({
  id: z.string(),
  name: z.string(),
  value: figure.meta({
    description: 'the metric on the node’s events after a node before it was reached',
  }),
  secondary: figure.optional(),
  containers: z.number(),
  fallout: z.number().meta({ description: 'containers that reached no next node' }),
  falloutShare: figure.meta({ description: 'of the containers of the node' }),
  ofStart: figure.meta({ description: 'of the total where several starts lead here' }),
  ofPrevious: figure.meta({ description: 'of those at any previous node' }),
  ofTotal: figure,
})

export const canvasArrowResult = z.object({
  from: z.string(),
  to: z.string(),
  containers: z.number(),
  share: figure.meta({ description: 'of the containers of the node that it leaves' }),
  fallout: z.number().meta({ description: 'containers of that node that did not go along it' }),
  value: figure,
})

export const canvasTopResult = z.object({
  dimension: z.string(),
  after: z.string().optional(),
  before: z.string().optional(),
  between: z.tuple([z.string(), z.string()]).optional(),
  containers: z.number(),
  items: z.array(z.object({ item, containers: z.number(), share: figure })),
})

export const canvasResult = z.object({
  nodes: z.array(canvasNodeResult),
  arrows: z.array(canvasArrowResult),
  caption: z.string(),
  rule: z.string().meta({ description: 'who is at a node, and who went no further' }),
  bestPath: z
    .object({ nodes: z.array(z.string()), rate: z.number() })
    .nullable()
    .meta({
      description:
        'the path with the highest rate: who went along it to its end, of those at its start',
    }),
  top: z.array(canvasTopResult).optional(),
  meta: resultMeta,
})

export type CanvasComponent = z.infer<typeof canvasComponent>
export type CanvasNode = z.infer<typeof canvasNode>
export type CanvasTop = z.infer<typeof canvasSuggestion>
export type CanvasRequest = z.infer<typeof canvasRequest>
export type CanvasRequestInput = z.input<typeof canvasRequest>
export type CanvasNodeResult = z.infer<typeof canvasNodeResult>
export type CanvasArrowResult = z.infer<typeof canvasArrowResult>
export type CanvasTopResult = z.infer<typeof canvasTopResult>
export type CanvasResult = z.infer<typeof canvasResult>
