import { texts } from '../texts/index.ts'
import { type TrendAnswer, trendCaption, TrendDrawing } from './trends/trend-drawing.tsx'
import { acceptTrendDrop, trendZones } from './trends/trend-drops.ts'
import { TrendForm } from './trends/trend-form.tsx'
import {
  buildTrendRequest,
  readTrendSettings,
  type TrendSettings,
} from './trends/trend-settings.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const area = defineVisualization({
  type: 'area',
  label: texts.trends.area.title,
  description: texts.trends.area.description,
  size: { width: 6, height: 6 },
  read: readTrendSettings,
  request: buildTrendRequest,
  Draw: Area,
  Settings: AreaForm,
  zones: trendZones,
  accepts: acceptTrendDrop,
  caption: (settings: TrendSettings, result: TrendAnswer, components) =>
    trendCaption(settings, components, result),
})

const look = { drawOf: () => 'area' as const, sideOf: () => 'left' as const }

function Area(props: VisualizationProps<TrendAnswer, TrendSettings>) {
  return <TrendDrawing {...props} look={look} />
}

function AreaForm(props: SettingsProps<TrendSettings>) {
  return <TrendForm {...props} hasStacking />
}
