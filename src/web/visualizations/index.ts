import { cohortTable } from './cohort-table.tsx'
import { fallout } from './fallout.tsx'
import { flow } from './flow.tsx'
import { freeformTable } from './freeform-table.tsx'
import { paths } from './paths.tsx'

/** Every visualization in the order of the menu. */
export const visualizations = {
  freeform: freeformTable,
  fallout,
  flow,
  cohort: cohortTable,
  paths,
}

export type VisualizationKind = keyof typeof visualizations

export const isVisualizationKind = (kind: string): kind is VisualizationKind =>
  Object.hasOwn(visualizations, kind)

export type { PanelContext } from './visualization.ts'
