import type { FreeformSort } from '../../../query/reports/freeform/request.ts'
import type { Item } from '../../../model/result.ts'
import { isSameKey } from './row-keys.ts'
import type { Breakdown, FreeformSettings, RowKey, RowsSetting, SearchSetting } from './settings.ts'
import { rowsPerBreakdown } from './read-freeform.ts'

type Direction = FreeformSort['direction']

const isOf = (sort: FreeformSort, id: string): boolean =>
  ('column' in sort ? sort.column : sort.dimension) === id

/** Sorted by a column or dimension alone, or within what it is sorted by already. */
export function withSort(
  settings: FreeformSettings,
  sort: FreeformSort,
  isAdding: boolean,
): FreeformSettings {
  const id = 'column' in sort ? sort.column : sort.dimension
  const others = isAdding ? settings.sort.filter((each) => !isOf(each, id)) : []
  return { ...settings, sort: [...others, sort] }
}

/** The other direction than now; numbers begin with the largest, items with the first. */
export function nextDirection({ sort }: FreeformSettings, id: string, isItems: boolean): Direction {
  const now = sort.find((each) => isOf(each, id))?.direction
  if (now === undefined) return isItems ? 'asc' : 'desc'
  return now === 'asc' ? 'desc' : 'asc'
}

export const withoutSort = (settings: FreeformSettings, id: string): FreeformSettings => ({
  ...settings,
  sort: settings.sort.filter((each) => !isOf(each, id)),
})

const isUnder = ({ parents }: Breakdown, path: readonly RowKey[]): boolean =>
  parents.length >= path.length && path.every((key, at) => isSameKey(key, parents[at]!))

/** Without the breakdown of a row and those below it. */
export const withoutBreakdown = (
  settings: FreeformSettings,
  path: readonly RowKey[],
  positions: readonly number[],
): FreeformSettings => ({
  ...settings,
  breakdowns: settings.breakdowns.filter((each) =>
    each.positions === undefined
      ? !isUnder(each, path)
      : !positions.every((position, at) => position === each.positions?.[at]),
  ),
})

/** A row broken down: named by its items, or where it stands. */
export function withBreakdown(
  settings: FreeformSettings,
  path: readonly RowKey[],
  positions: readonly number[],
  by: RowsSetting,
  isByPosition: boolean,
): FreeformSettings {
  const cleared = withoutBreakdown(settings, path, positions)
  const added: Breakdown = {
    parents: isByPosition ? [] : path,
    by,
    limit: rowsPerBreakdown,
    ...(isByPosition ? { positions } : {}),
  }
  return { ...cleared, breakdowns: [...cleared.breakdowns, added] }
}

export const changeBreakdown = (
  settings: FreeformSettings,
  breakdown: Breakdown,
  change: (breakdown: Breakdown) => Breakdown,
): FreeformSettings => ({
  ...settings,
  breakdowns: settings.breakdowns.map((each) =>
    JSON.stringify(each) === JSON.stringify(breakdown) ? change(each) : each,
  ),
})

/** Hides all rows but one, or that one. Without a value there is no text to search for. */
export function searchForItem(dimension: string, item: Item, isOnly: boolean): SearchSetting {
  if (item === null) return { op: isOnly ? 'not-exists' : 'exists', dimension }
  return {
    op: isOnly ? 'equals' : 'not-equals',
    value: String(item),
    caseSensitive: true,
    dimension,
  }
}
