import type { ComponentList } from '../../model/answers/data-views.ts'
import type { Item } from '../../model/result.ts'

/** A dimension item or a metric, as a step or a parent row names it. */
export type TouchedItem = { readonly dimension: string; readonly item: Item }
export type TouchSetting = TouchedItem | { readonly metric: string }

export const textOr = (value: unknown, fallback: string): string =>
  typeof value === 'string' ? value : fallback

export const textsOr = (value: unknown, fallback: readonly string[]): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : fallback

export const readChoice = <T extends string>(
  value: unknown,
  allowed: readonly T[],
  fallback: T,
): T => allowed.find((each) => each === value) ?? fallback

export const wholeOr = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : fallback

export const readList = <T>(value: unknown, isOne: (each: unknown) => each is T): readonly T[] =>
  Array.isArray(value) ? value.filter(isOne) : []

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isItem = (value: unknown): value is Item =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

export const isItemTouch = (value: unknown): value is TouchedItem =>
  isRecord(value) && typeof value['dimension'] === 'string' && isItem(value['item'])

export const isTouch = (value: unknown): value is TouchSetting =>
  isItemTouch(value) || (isRecord(value) && typeof value['metric'] === 'string')

/** The dimension that a new visualization starts with: the data’s own first that is no identifier, or the day. */
export function firstDimension({ dimensions }: ComponentList): string {
  const own = dimensions.filter(({ isStandard, isHidden }) => !isStandard && !isHidden)
  return (own.find(({ id }) => !isIdentifier(id)) ?? own[0])?.id ?? 'day'
}

/** By its name: `user_id`, `sessionId`, `order.uuid`. */
export const isIdentifier = (field: string): boolean =>
  /(^|[._-])(id|uuid|guid)$/i.test(field) || /[a-z](Id|ID)$/.test(field)

/** The first of the data’s own metrics that counts something people do, or all events. */
export const firstMetric = ({ metrics }: ComponentList): string =>
  metrics.find(({ id }) => id === 'orders')?.id ??
  metrics.find(({ isStandard, isHidden }) => !isStandard && !isHidden)?.id ??
  'events'
