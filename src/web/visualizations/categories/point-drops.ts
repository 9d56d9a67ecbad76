import type { Dropped } from '../../drag/dropped.ts'
import { texts } from '../../texts/index.ts'
import type { DropZone } from '../visualization.ts'
import type { CategorySettings } from './category-settings.ts'

const { drag } = texts
const axes = ['x', 'y', 'size'] as const

/** An axis each for a metric, and the points for a dimension. */
export const pointZones = (count: 2 | 3): readonly DropZone[] => [
  ...axes.slice(0, count).map((id): DropZone => ({ id, say: ({ name }) => drag.axes[id](name) })),
  { id: 'items', say: ({ name }) => drag.items(name) },
]

/** The settings with what was dropped; null where it makes no sense, or is there already. */
export function acceptPointDrop(
  settings: CategorySettings,
  { kind, id }: Dropped,
  zone: string,
): CategorySettings | null {
  const { metrics, dimension } = settings
  if (kind === 'dimension' && zone === 'items') {
    return dimension === id ? null : { ...settings, dimension: id }
  }
  const axis = axes.findIndex((each) => each === zone)
  if (kind !== 'metric' || axis < 0 || axis >= metrics.length || metrics[axis] === id) return null
  return { ...settings, metrics: metrics.with(axis, id) }
}
