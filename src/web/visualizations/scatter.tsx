import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { texts } from '../texts/index.ts'
import { categoryCaption } from './categories/category-chart.ts'
import type { CategorySettings } from './categories/category-settings.ts'
import { acceptPointDrop, pointZones } from './categories/point-drops.ts'
import { PointDrawing } from './categories/point-drawing.tsx'
import { PointForm } from './categories/point-form.tsx'
import { buildPointRequest, readPointSettings } from './categories/point-settings.ts'
import { defineVisualization } from './visualization.ts'

export const scatter = defineVisualization({
  type: 'scatter',
  label: texts.categories.scatter.title,
  description: texts.categories.scatter.description,
  size: { width: 6, height: 7 },
  read: (stored, components) => readPointSettings(stored, components, 2),
  request: buildPointRequest,
  Draw: PointDrawing,
  zones: () => pointZones(2),
  accepts: acceptPointDrop,
  Settings: PointForm,
  caption: (settings: CategorySettings, _result: FreeformResult, components) =>
    categoryCaption(settings, components),
})
