import type { StartVisualization } from '../projects/start-project.ts'

/** What a data view is first looked at with: a table and a fallout. */
export const firstVisualizations: readonly StartVisualization[] = [
  { type: 'freeform', settings: {} },
  { type: 'fallout', settings: {} },
]
