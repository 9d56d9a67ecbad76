import { cohortTable } from './cohort-table.tsx'
import { falloutVisualization } from './fallout.tsx'
import { flowVisualization } from './flow.tsx'
import { freeformTable } from './freeform-table.tsx'
import { keyMetric } from './key-metric.tsx'
import { pathsVisualization } from './paths.tsx'
import type { VisualizationKind } from './visualization.ts'

/** Every visualization in the order of the menu. */
export const visualizations: readonly VisualizationKind[] = [
  freeformTable,
  keyMetric,
  falloutVisualization,
  flowVisualization,
  cohortTable,
  pathsVisualization,
]

export type { PanelContext } from './visualization.ts'
