import type { Stored } from '../visualizations/visualization.ts'

export interface TemplateVisualization {
  readonly type: string
  readonly name: string
  /** Components stand as their context labels: `context:orders`. */
  readonly settings: Stored
  /** Columns of the panel’s twelve; half of them without. */
  readonly width?: number
}

export interface TemplatePanel {
  readonly name: string
  /** All must hold; components stand as their labels here, too. */
  readonly segments?: readonly object[]
  readonly visualizations: readonly TemplateVisualization[]
}

/** A project for a job, whose components are named by their context labels: it fits any data view that has these. */
export interface Template {
  readonly id: string
  readonly panels: readonly TemplatePanel[]
}
