import type { Dropped } from '../../drag/dropped.ts'
import { texts } from '../../texts/index.ts'
import type { DropZone } from '../visualization.ts'
import type { TrendSettings } from './trend-settings.ts'

const { drag } = texts
const MOST = 5

/** Where something can be dropped on a chart over time. */
export const trendZones = (): readonly DropZone[] => [
  { id: 'instead', say: ({ name }) => drag.instead(name) },
  { id: 'beside', say: ({ name }) => drag.beside(name) },
  { id: 'breakdown', say: ({ name }) => drag.breakDown(name) },
  { id: 'compare', say: ({ name }) => drag.compare(name) },
]

/** The settings with what was dropped; null where it makes no sense. */
export function acceptTrendDrop<S extends TrendSettings>(
  settings: S,
  { kind, id }: Dropped,
  zone: string,
): S | null {
  const { metrics, breakdown, compare } = settings
  if (kind === 'metric' && zone === 'instead') {
    return metrics.length === 1 && metrics[0] === id ? null : { ...settings, metrics: [id] }
  }
  if (kind === 'metric' && zone === 'beside') {
    const hasRoom = metrics.length > 0 && metrics.length < MOST && !metrics.includes(id)
    return hasRoom ? { ...settings, metrics: [...metrics, id] } : null
  }
  if (kind === 'dimension' && zone === 'breakdown') {
    return breakdown === id ? null : { ...settings, breakdown: id }
  }
  if (kind === 'segment' && zone === 'compare') {
    const hasRoom = compare.length < MOST && !compare.includes(id)
    return hasRoom ? { ...settings, compare: [...compare, id] } : null
  }
  return null
}
