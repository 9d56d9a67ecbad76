import type { Dropped } from '../../drag/dropped.ts'
import { texts } from '../../texts/index.ts'
import type { DropZone } from '../visualization.ts'
import { duplicateNode, freeId } from './edit-columns.ts'
import { type Above, type ColumnNode, type FreeformSettings, type RowsSetting } from './settings.ts'

const { drops } = texts.freeform

/** Where something can be dropped on a table. */
export const freeformZones = (): readonly DropZone[] => [
  { id: 'rows', say: ({ name }) => drops.rows(name) },
  { id: 'columns', say: ({ name }) => drops.columns(name) },
  { id: 'above', say: ({ name }) => drops.above(name) },
]

/** The settings with what was dropped; null where it makes no sense. */
export function acceptDrop(
  settings: FreeformSettings,
  dropped: Dropped,
  zone: string,
): FreeformSettings | null {
  if (zone === 'rows') return withRows(settings, dropped)
  if (zone === 'columns') return withColumn(settings, dropped)
  const above = aboveOf(dropped)
  if (zone !== 'above' || above === null || settings.columns.length === 0) return null
  const id = freeId(settings.columns, `above-${dropped.id}`)
  return { ...settings, columns: [{ id, above, columns: settings.columns }] }
}

function withRows(settings: FreeformSettings, dropped: Dropped): FreeformSettings | null {
  const rows = rowsOf(settings.rows, dropped)
  if (rows === null) return null
  const sort = settings.sort.filter((each) => 'column' in each)
  return { ...settings, rows, sort, breakdowns: [], search: [] }
}

/** What is of the same kind as the rows is added to them. */
function rowsOf(
  rows: RowsSetting,
  { kind, id, dimension, item = null }: Dropped,
): RowsSetting | null {
  switch (kind) {
    case 'dimension':
      return { dimension: id }
    case 'metric':
      return { metrics: added('metrics' in rows ? rows.metrics : [], id) }
    case 'segment':
      return { segments: added('segments' in rows ? rows.segments : [], id) }
    case 'date-range':
      return { dateRanges: added('dateRanges' in rows ? rows.dateRanges : [], id) }
    case 'item': {
      if (dimension === undefined) return null
      const isSame = 'items' in rows && rows.dimension === dimension
      return { dimension, items: added(isSame ? rows.items : [], item) }
    }
    default:
      return kind satisfies never
  }
}

const added = <T>(values: readonly T[], value: T): T[] => [...new Set([...values, value])]

/** A metric is a column of its own; what filters stands above a copy of the first column. */
function withColumn(settings: FreeformSettings, dropped: Dropped): FreeformSettings | null {
  const { columns } = settings
  if (dropped.kind === 'metric') {
    const column = { id: freeId(columns, dropped.id), metric: dropped.id }
    return { ...settings, columns: [...columns, column] }
  }
  const above = aboveOf(dropped)
  const [first] = columns
  if (above === null || first === undefined) return null
  const [, copy] = duplicateNode(columns, first.id) as readonly [ColumnNode, ColumnNode]
  const group = { id: freeId(columns, `above-${dropped.id}`), above, columns: [copy] }
  return { ...settings, columns: [...columns, group] }
}

function aboveOf({ kind, id, dimension, item = null }: Dropped): Above | null {
  if (kind === 'segment') return { segment: id }
  if (kind === 'date-range') return { dateRange: id }
  return kind === 'item' && dimension !== undefined ? { dimension, item } : null
}
