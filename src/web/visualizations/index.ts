import { area } from './area.tsx'
import { attribution } from './attribution.tsx'
import { averageMinuteAudience } from './average-minute-audience.tsx'
import { bar } from './bar.tsx'
import { bubble } from './bubble.tsx'
import { bullet } from './bullet.tsx'
import { cells } from './cells.tsx'
import { cohortTable } from './cohort-table.tsx'
import { combo } from './combo.tsx'
import { concurrentViewers } from './concurrent-viewers.tsx'
import { correlation } from './correlation.tsx'
import { donut } from './donut.tsx'
import { engagement } from './engagement.tsx'
import { experiment } from './experiment.tsx'
import { falloutVisualization } from './fallout.tsx'
import { flowVisualization } from './flow.tsx'
import { freeformTable } from './freeform-table.tsx'
import { frequency } from './frequency.tsx'
import { growth } from './growth.tsx'
import { histogram } from './histogram.tsx'
import { horizontalBar } from './horizontal-bar.tsx'
import { impact } from './impact.tsx'
import { journeyCanvas } from './journey-canvas.tsx'
import { keyMetric } from './key-metric.tsx'
import { line } from './line.tsx'
import { map } from './map.tsx'
import { nextPrevious } from './next-previous.tsx'
import { pathsVisualization } from './paths.tsx'
import { playbackTime } from './playback-time.tsx'
import { quickInsights } from './quick-insights.tsx'
import { retention } from './retention.tsx'
import { scatter } from './scatter.tsx'
import { section } from './section.tsx'
import { stackedBar } from './stacked-bar.tsx'
import { summaryChange } from './summary-change.tsx'
import { summaryNumber } from './summary-number.tsx'
import { text } from './text.tsx'
import { timeline } from './timeline.tsx'
import { treemap } from './treemap.tsx'
import { venn } from './venn.tsx'
import type { VisualizationKind } from './visualization.ts'

/** Every visualization in the order of the menu. */
export const visualizations: readonly VisualizationKind[] = [
  freeformTable,
  line,
  area,
  bar,
  stackedBar,
  horizontalBar,
  combo,
  donut,
  treemap,
  scatter,
  bubble,
  bullet,
  map,
  summaryNumber,
  summaryChange,
  keyMetric,
  histogram,
  venn,
  falloutVisualization,
  flowVisualization,
  journeyCanvas,
  cohortTable,
  pathsVisualization,
  nextPrevious,
  retention,
  growth,
  frequency,
  engagement,
  impact,
  correlation,
  attribution,
  experiment,
  concurrentViewers,
  averageMinuteAudience,
  playbackTime,
  timeline,
  quickInsights,
  cells,
  text,
  section,
]

export type {
  DropZone,
  DrawMode,
  Mark,
  MarkPlace,
  PanelContext,
  Stored,
  VisualizationKind,
} from './visualization.ts'
