import type { Dropped } from '../../drag/dropped.ts'
import { texts } from '../../texts/index.ts'
import type { DropZone } from '../visualization.ts'
import type { CategorySettings } from './category-settings.ts'

const { drag } = texts

/** Where something can be dropped on a chart of items. */
export const categoryZones = (): readonly DropZone[] => [
  { id: 'instead', say: ({ name }) => drag.instead(name) },
  { id: 'beside', say: ({ name }) => drag.beside(name) },
  { id: 'items', say: ({ name }) => drag.items(name) },
  { id: 'parts', say: ({ name }) => drag.breakDown(name) },
]

/** How many metrics a kind draws, and whether its bars have parts. */
interface Room {
  readonly mostMetrics: number
  readonly hasParts: boolean
}

/** The settings with what was dropped; null where it makes no sense, or there is no room. */
export const acceptCategoryDrop =
  ({ mostMetrics, hasParts }: Room) =>
  (settings: CategorySettings, { kind, id }: Dropped, zone: string): CategorySettings | null => {
    const { metrics, dimension, stackBy } = settings
    if (kind === 'metric' && zone === 'instead') {
      return metrics.length === 1 && metrics[0] === id ? null : { ...settings, metrics: [id] }
    }
    if (kind === 'metric' && zone === 'beside') {
      const hasRoom = metrics.length < mostMetrics && !metrics.includes(id)
      return hasRoom ? { ...settings, metrics: [...metrics, id] } : null
    }
    if (kind === 'dimension' && zone === 'items') {
      return dimension === id ? null : { ...settings, dimension: id }
    }
    if (kind === 'dimension' && zone === 'parts' && hasParts) {
      return stackBy === id || dimension === id ? null : { ...settings, stackBy: id }
    }
    return null
  }
