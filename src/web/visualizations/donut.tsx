import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { Donut } from '../charts/donut.tsx'
import { categoryColor } from '../charts/palette.ts'
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

const MOST = 8

export const donut = defineVisualization({
  type: 'donut',
  label: texts.categories.donut.title,
  description: texts.categories.donut.description,
  size: { width: 4, height: 5 },
  read: (stored, components) => readCategorySettings(stored, components, { limit: 6, most: MOST }),
  request: (settings, context) => buildCategoryRequest(settings, context, false),
  Draw: DonutDrawing,
  Settings: DonutForm,
  zones: categoryZones,
  accepts: acceptCategoryDrop({ mostMetrics: 1, hasParts: false }),
  caption: (settings: CategorySettings, _result: FreeformResult, components) =>
    categoryCaption(settings, components) + texts.categories.captionShares,
})

function DonutForm(props: SettingsProps<CategorySettings>) {
  return <CategoryForm {...props} mostItems={MOST} />
}

function DonutDrawing(props: VisualizationProps<FreeformResult, CategorySettings>) {
  return (
    <ShareDrawing {...props} skeleton="round" colorOf={categoryColor}>
      {({ measure, slices, ...parts }) => (
        <Donut
          {...parts}
          slices={slices}
          measure={measure.name}
          total={measure.print(slices.reduce((sum, { value }) => sum + value, 0))}
        />
      )}
    </ShareDrawing>
  )
}
