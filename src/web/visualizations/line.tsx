import { texts } from '../texts/index.ts'
import { type TrendAnswer, trendCaption, TrendDrawing } from './trends/trend-drawing.tsx'
import { acceptTrendDrop, trendZones } from './trends/trend-drops.ts'
import { TrendForm } from './trends/trend-form.tsx'
import {
  buildTrendRequest,
  readTrendSettings,
  type TrendSettings,
} from './trends/trend-settings.ts'
import { sideByFormat } from './trends/side-by-format.ts'
import { defineVisualization, type VisualizationProps } from './visualization.ts'

export const line = defineVisualization({
  type: 'line',
  label: texts.trends.line.title,
  description: texts.trends.line.description,
  size: { width: 6, height: 6 },
  read: (stored, components) => ({
    ...readTrendSettings(stored, components),
    stacking: 'none' as const,
  }),
  request: buildTrendRequest,
  Draw: Line,
  Settings: TrendForm,
  zones: trendZones,
  accepts: acceptTrendDrop,
  caption: (settings: TrendSettings, result: TrendAnswer, components) =>
    trendCaption(settings, components, result),
})

function Line(props: VisualizationProps<TrendAnswer, TrendSettings>) {
  const { settings, context } = props
  const look = {
    drawOf: () => 'line' as const,
    sideOf: sideByFormat(settings.metrics, context.components),
  }
  return <TrendDrawing {...props} look={look} />
}
