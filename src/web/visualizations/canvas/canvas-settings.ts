import { getOwn } from '../../../model/own.ts'
import type { Item } from '../../../model/result.ts'
import { isItemTouch, isRecord, readChoice, readList, textOr } from '../read-settings.ts'
import type { Stored } from '../visualization.ts'

export type CanvasPart =
  | { readonly dimension: string; readonly item: Item }
  | { readonly metric: string }
  | { readonly segment: string }
  | { readonly dateRange: string }

/** In pixels of the drawing, of the upper left corner. */
export interface Position {
  readonly x: number
  readonly y: number
}

export interface CanvasNodeSettings {
  readonly id: string
  /** Its parts’ names without it. */
  readonly name?: string
  /** Never empty. */
  readonly parts: readonly CanvasPart[]
  /** Where somebody has put it; laid out without it. */
  readonly position?: Position
}

export type Arrow = readonly [from: string, to: string]

export const percentages = ['ofStart', 'ofPrevious', 'ofTotal'] as const

export interface CanvasSettings {
  readonly container: 'person' | 'session'
  readonly metric: string
  readonly secondaryMetric: string | null
  /** Whose share a node says. */
  readonly percent: (typeof percentages)[number]
  readonly nodes: readonly CanvasNodeSettings[]
  readonly arrows: readonly Arrow[]
}

export function readCanvasSettings(stored: Stored): CanvasSettings {
  const nodes = readList(stored['nodes'], isNode)
  const ids = new Set(nodes.map(({ id }) => id))
  const { secondaryMetric } = stored
  return {
    container: readChoice(stored['container'], ['person', 'session'], 'person'),
    metric: textOr(stored['metric'], 'people'),
    secondaryMetric: typeof secondaryMetric === 'string' ? secondaryMetric : null,
    percent: readChoice(stored['percent'], percentages, 'ofStart'),
    nodes,
    arrows: readList(stored['arrows'], isArrow).filter((ends) => ends.every((id) => ids.has(id))),
  }
}

const isArrow = (value: unknown): value is Arrow =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string')

const isPosition = (value: unknown): value is Position =>
  isRecord(value) && Number.isFinite(value['x']) && Number.isFinite(value['y'])

const isPart = (value: unknown): value is CanvasPart =>
  isItemTouch(value) ||
  (isRecord(value) &&
    ['metric', 'segment', 'dateRange'].some((key) => typeof getOwn(value, key) === 'string'))

const isNode = (value: unknown): value is CanvasNodeSettings =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  (value['name'] === undefined || typeof value['name'] === 'string') &&
  (value['position'] === undefined || isPosition(value['position'])) &&
  Array.isArray(value['parts']) &&
  value['parts'].length > 0 &&
  value['parts'].every(isPart)
