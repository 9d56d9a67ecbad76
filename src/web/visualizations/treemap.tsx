import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { sequentialColor } from '../charts/palette.ts'
import { Treemap } from '../charts/treemap.tsx'
import { texts } from '../texts/index.ts'
import { categoryCaption } from './categories/category-chart.ts'
import { acceptCategoryDrop, categoryZones } from './categories/category-drops.ts'
import { CategoryForm } from './categories/category-form.tsx'
import {
  buildCategoryRequest,
  type CategorySettings,
  readCategorySettings,
} from './categories/category-settings.ts'
import { ShareDrawing } from './categories/share-drawing.tsx'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const MOST = 100

export const treemap = defineVisualization({
  type: 'treemap',
  label: texts.categories.treemap.title,
  description: texts.categories.treemap.description,
  size: { width: 6, height: 6 },
  read: (stored, components) => readCategorySettings(stored, components, { limit: 25, most: MOST }),
  request: (settings, context) => buildCategoryRequest(settings, context, false),
  Draw: TreemapDrawing,
  Settings: TreemapForm,
  zones: categoryZones,
  accepts: acceptCategoryDrop({ mostMetrics: 1, hasParts: false }),
  caption: (settings: CategorySettings, _result: FreeformResult, components) =>
    categoryCaption(settings, components) + texts.categories.captionShares,
})

function TreemapForm(props: SettingsProps<CategorySettings>) {
  return <CategoryForm {...props} mostItems={MOST} />
}

function TreemapDrawing(props: VisualizationProps<FreeformResult, CategorySettings>) {
  return (
    <ShareDrawing
      {...props}
      skeleton="blocks"
      colorOf={(k) => sequentialColor(Math.max(0.12, 0.62 - k * 0.06))}
    >
      {({ measure, ...parts }) => <Treemap {...parts} measure={measure.name} />}
    </ShareDrawing>
  )
}
