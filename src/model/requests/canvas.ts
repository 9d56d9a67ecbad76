import { z } from 'zod'
import { condition } from '../conditions.ts'
import { componentId } from '../ids.ts'
import { figure, resultMeta } from '../result.ts'
import { reportContainer, requestCommon } from './common.ts'

const nodeId = z.string().min(1)

export const canvasNode = z.strictObject({
  id: nodeId,
  name: z.string().optional(),
  where: condition,
})

/** An acyclic graph of nodes; an arrow is THEN, eventual path. semantics §8.8 */
export const canvasRequest = z.strictObject({
  kind: z.literal('canvas'),
  ...requestCommon,
  container: reportContainer.default('person'),
  nodes: z.array(canvasNode).min(1),
  arrows: z.array(z.tuple([nodeId, nodeId])).default([]),
  metric: componentId.default('people'),
  secondaryMetric: componentId.optional(),
})

export const canvasNodeResult = z.object({
  id: z.string(),
  name: z.string(),
  value: figure,
  secondary: figure.optional(),
  containers: z.number(),
  fallout: z.number().meta({ description: 'containers that reached no next node' }),
  ofStart: figure,
  ofPrevious: figure,
  ofTotal: figure,
})

export const canvasArrowResult = z.object({
  from: z.string(),
  to: z.string(),
  containers: z.number(),
  value: figure,
})

export const canvasResult = z.object({
  nodes: z.array(canvasNodeResult),
  arrows: z.array(canvasArrowResult),
  caption: z.string(),
  meta: resultMeta,
})

export type CanvasNode = z.infer<typeof canvasNode>
export type CanvasRequest = z.infer<typeof canvasRequest>
export type CanvasNodeResult = z.infer<typeof canvasNodeResult>
export type CanvasArrowResult = z.infer<typeof canvasArrowResult>
export type CanvasResult = z.infer<typeof canvasResult>
