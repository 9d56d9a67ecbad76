import type { ComponentList } from '../../../model/answers/data-views.ts'
import { firstMetric } from '../read-settings.ts'
import type { PanelContext, Stored } from '../visualization.ts'
import {
  buildCategoryRequest,
  type CategorySettings,
  readCategorySettings,
} from './category-settings.ts'

/** As many metrics as there are axes: those that are stored, then the usual ones. */
export function readPointSettings(
  stored: Stored,
  components: ComponentList,
  axes: 2 | 3,
): CategorySettings {
  const read = readCategorySettings(stored, components, { metrics: [], limit: 50, most: 200 })
  const usual = ['people', firstMetric(components), 'sessions', 'events']
  return { ...read, metrics: [...read.metrics, ...usual.slice(read.metrics.length)].slice(0, axes) }
}

/** The same metric on both axes is one column. */
export const buildPointRequest = (settings: CategorySettings, context: PanelContext) =>
  buildCategoryRequest({ ...settings, metrics: [...new Set(settings.metrics)] }, context, false)
