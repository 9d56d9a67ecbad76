import type { DateRangeBounds } from '../../../model/date-ranges.ts'

/** A visualization as it stands in the address; its kind's own file reads the settings. */
export interface StoredVisualization {
  readonly kind: string
}

/** What the address of Explore says; everything else follows from the data. */
export interface ExploreState {
  /** A data view. */
  readonly view?: string
  /** `all`, a preset, a date range’s id, or dates: `[start, end)`. */
  readonly range?: string | DateRangeBounds
  readonly segments?: readonly string[]
  readonly panel?: readonly StoredVisualization[]
}

/** Reads the search part of an address; what does not fit is left out. */
export function readExploreState(search: Record<string, unknown>): ExploreState {
  const { view, range, segments, panel } = search
  return {
    ...(typeof view === 'string' ? { view } : {}),
    ...(isRange(range) ? { range } : {}),
    ...(Array.isArray(segments) ? { segments: segments.filter(isText) } : {}),
    ...(Array.isArray(panel) ? { panel: panel.filter(isStoredVisualization) } : {}),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRange = (value: unknown): value is string | DateRangeBounds =>
  isText(value) || (isRecord(value) && isText(value['start']) && isText(value['end']))

const isStoredVisualization = (value: unknown): value is StoredVisualization =>
  isRecord(value) && isText(value['kind'])
