import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { ExplainPlace } from '../../../model/explain-place.ts'
import type { FreeformRow } from '../../../query/reports/freeform/request.ts'
import { findName } from '../../components/component-groups.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import type { RowKey, RowsSetting } from './settings.ts'

/** What a row of an answer is, so that it can be broken down; `index` is its place in an unsorted answer. */
export function keyOfRow(
  rows: RowsSetting,
  row: FreeformRow,
  index: number,
  components: ComponentList,
): RowKey | null {
  if ('metrics' in rows) return { metric: String(row.item) }
  if ('segments' in rows) {
    const segment = findRef(rows.segments, row, index, components)
    return segment === undefined ? null : { segment }
  }
  if ('dateRanges' in rows) {
    const dateRange = findRef(rows.dateRanges, row, index, components)
    return dateRange === undefined ? null : { dateRange }
  }
  if ('dimensions' in rows) {
    const items = row.items ?? [row.item ?? null]
    return { items: rows.dimensions.map((dimension, k) => ({ dimension, item: items[k] ?? null })) }
  }
  return { items: [{ dimension: rows.dimension, item: row.item ?? null }] }
}

/** By its name, as rows that are sorted stand elsewhere than in the settings. */
function findRef<Ref>(
  refs: readonly Ref[],
  { label }: FreeformRow,
  index: number,
  components: ComponentList,
): Ref | undefined {
  const named = refs.filter(
    (ref) => typeof ref === 'string' && nameOfRef(ref, components) === label,
  )
  return named.length === 1 ? named[0] : refs[index]
}

export const nameOfRef = (ref: unknown, components: ComponentList): string => {
  if (typeof ref !== 'string') return texts.freeform.unnamed
  const range = components.dateRanges.find(({ id }) => id === ref)?.name
  return range ?? findName(components, ref)
}

/** A row as a request for what is behind a number names it; undefined where it cannot be named. */
export function placeOfRow(
  key: RowKey,
): Extract<ExplainPlace, { row: unknown }>['row'] | undefined {
  if ('metric' in key) return key.metric
  if ('segment' in key) return typeof key.segment === 'string' ? key.segment : undefined
  if ('dateRange' in key) return typeof key.dateRange === 'string' ? key.dateRange : undefined
  const items = key.items.map(({ item }) => item)
  return items.length === 1 ? items[0] : items
}

/** The name of a row: with several dimensions that of its first item. */
export function nameOfRow(rows: RowsSetting, row: FreeformRow): string {
  if ('dimensions' in rows) return nameOfItem(rows.dimensions, row, 0)
  if ('dimension' in rows) return printItem(row.item, rows.dimension, row.label)
  return row.label ?? String(row.item ?? '')
}

/** The item of one of several dimensions. */
export function nameOfItem(dimensions: readonly string[], row: FreeformRow, k: number): string {
  const item = row.items === undefined ? row.item : row.items[k]
  const label =
    row.labels?.[k] ?? (item === null || row.items === undefined ? row.label : undefined)
  return printItem(item, dimensions[k] ?? '', label ?? undefined)
}

export const isSameKey = (a: RowKey, b: RowKey): boolean => JSON.stringify(a) === JSON.stringify(b)
