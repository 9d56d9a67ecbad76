import { cohortTable } from './cohort-table.tsx'
import { fallout } from './fallout.tsx'
import { flow } from './flow.tsx'
import { freeformTable } from './freeform-table.tsx'
import { paths } from './paths.tsx'
import type { Visualization } from './visualization.ts'

/** Every visualization in the order of the menu. */
export const visualizations: readonly Visualization[] = [
  freeformTable,
  fallout,
  flow,
  cohortTable,
  paths,
]

export type { PanelContext } from './visualization.ts'
