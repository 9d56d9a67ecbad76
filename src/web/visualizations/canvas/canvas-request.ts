import type { CanvasRequestInput } from '../../../query/reports/canvas/request.ts'
import { type PanelContext, readPanelScope } from '../visualization.ts'
import type { CanvasSettings } from './canvas-settings.ts'
import { nameNode } from './canvas-words.ts'

export function buildCanvasRequest(
  { container, metric, secondaryMetric, nodes, arrows }: CanvasSettings,
  context: PanelContext,
): CanvasRequestInput | null {
  if (nodes.length === 0) return null
  return {
    kind: 'canvas',
    ...readPanelScope(context),
    container,
    metric,
    ...(secondaryMetric !== null && { secondaryMetric }),
    nodes: nodes.map((node) => ({
      id: node.id,
      name: nameNode(node, context.components),
      components: [...node.parts],
    })),
    arrows: arrows.map(([from, to]) => [from, to]),
  }
}
