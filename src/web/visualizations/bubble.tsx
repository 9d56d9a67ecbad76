import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { texts } from '../texts/index.ts'
import { categoryCaption } from './categories/category-chart.ts'
import type { CategorySettings } from './categories/category-settings.ts'
import { acceptPointDrop, pointZones } from './categories/point-drops.ts'
import { PointDrawing } from './categories/point-drawing.tsx'
import { PointForm } from './categories/point-form.tsx'
import { buildPointRequest, readPointSettings } from './categories/point-settings.ts'
import { defineVisualization } from './visualization.ts'

export const bubble = defineVisualization({
  type: 'bubble',
  label: texts.categories.bubble.title,
  description: texts.categories.bubble.description,
  size: { width: 6, height: 7 },
  read: (stored, components) => readPointSettings(stored, components, 3),
  request: buildPointRequest,
  Draw: PointDrawing,
  zones: () => pointZones(3),
  accepts: acceptPointDrop,
  Settings: PointForm,
  caption: (settings: CategorySettings, _result: FreeformResult, components) =>
    categoryCaption(settings, components),
})
