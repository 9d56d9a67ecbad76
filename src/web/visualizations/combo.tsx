import type { Dropped } from '../drag/dropped.ts'
import { texts } from '../texts/index.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { MetricsField } from './fields/metrics-field.tsx'
import { firstMetric, textsOr } from './read-settings.ts'
import { type TrendAnswer, trendCaption, TrendDrawing } from './trends/trend-drawing.tsx'
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

interface ComboSettings extends TrendSettings {
  readonly bars: readonly string[]
  readonly lines: readonly string[]
}

export const combo = defineVisualization({
  type: 'combo',
  label: texts.trends.combo.title,
  description: texts.trends.combo.description,
  size: { width: 6, height: 6 },
  read: (stored, components): ComboSettings => {
    const bars = textsOr(stored['bars'], ['people']).slice(0, most.bars)
    const lines = textsOr(stored['lines'], [firstMetric(components)]).slice(0, most.lines)
    return {
      ...readTrendSettings(stored, components),
      bars,
      lines: lines.filter((metric) => !bars.includes(metric)),
      metrics: [...new Set([...bars, ...lines])],
      breakdown: null,
      compare: [],
      forecast: 0,
      anomalies: false,
      stacking: 'none',
    }
  },
  request: buildTrendRequest,
  Draw: Combo,
  zones: () => [
    { id: 'bars', say: ({ name }) => texts.drag.asBars(name) },
    { id: 'lines', say: ({ name }) => texts.drag.asLine(name) },
  ],
  accepts: acceptComboDrop,
  Settings: ComboForm,
  caption: (settings: ComboSettings, result: TrendAnswer, components) =>
    trendCaption(settings, components, result),
})

const most = { bars: 3, lines: 2 } as const

/** A metric as bars or as a line; null where there is no room, or where it is that already. */
function acceptComboDrop(
  settings: ComboSettings,
  { kind, id }: Dropped,
  zone: string,
): ComboSettings | null {
  if (kind !== 'metric' || (zone !== 'bars' && zone !== 'lines')) return null
  if (settings[zone].includes(id) || settings[zone].length >= most[zone]) return null
  const without = (metrics: readonly string[]) => metrics.filter((metric) => metric !== id)
  const bars = zone === 'bars' ? [...settings.bars, id] : without(settings.bars)
  const lines = zone === 'lines' ? [...settings.lines, id] : without(settings.lines)
  return { ...settings, bars, lines, metrics: [...bars, ...lines] }
}

function Combo(props: VisualizationProps<TrendAnswer, ComboSettings>) {
  const { bars } = props.settings
  const isBar = (metric: string) => bars.includes(metric)
  return (
    <TrendDrawing
      {...props}
      onChange={(next) => props.onChange({ ...props.settings, ...next })}
      look={{
        drawOf: (metric) => (isBar(metric) ? 'bar' : 'line'),
        sideOf: (metric) => (isBar(metric) || bars.length === 0 ? 'left' : 'right'),
      }}
    />
  )
}

function ComboForm({ settings, onChange, context }: SettingsProps<ComboSettings>) {
  const change = (part: Partial<ComboSettings>) => onChange({ ...settings, ...part })
  const t = texts.trends
  return (
    <Controls>
      <MetricsField
        label={t.bars}
        context={context}
        value={settings.bars}
        most={most.bars}
        onChange={(bars) => change({ bars })}
      />
      <MetricsField
        label={t.lines}
        context={context}
        value={settings.lines}
        most={most.lines}
        onChange={(lines) => change({ lines })}
      />
      <ChoicePicker
        label={texts.kinds.interval}
        value={settings.interval}
        choices={texts.keyMetric.intervals}
        onChange={(interval) => change({ interval })}
      />
      <ChoicePicker
        label={t.trendLine}
        value={settings.trendLine}
        choices={texts.keyMetric.trendLines}
        onChange={(trendLine) => change({ trendLine })}
      />
    </Controls>
  )
}
