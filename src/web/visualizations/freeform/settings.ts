import type { Item } from '../../../model/result.ts'
import type { FreeformRequestInput, FreeformSort } from '../../../query/reports/freeform/request.ts'
import type { TouchedItem } from '../read-settings.ts'

type RequestColumn = FreeformRequestInput['columns'][number]

/** What stands in the rows, as requests take it. */
export type RowsSetting = FreeformRequestInput['rows']
export type SegmentSetting = NonNullable<FreeformRequestInput['segments']>[number]
export type RangeSetting = FreeformRequestInput['dateRange']

/** A row as breakdowns name it: its items (one, or one per dimension), segment, date range or metric. */
export type RowKey =
  | { readonly items: readonly TouchedItem[] }
  | { readonly segment: SegmentSetting }
  | { readonly dateRange: RangeSetting }
  | { readonly metric: string }

/** The rows under a row, which is named with its parents (outermost first) or by its positions from 0. */
export interface Breakdown {
  readonly parents: readonly RowKey[]
  readonly positions?: readonly number[]
  readonly by: RowsSetting
  /** How many rows are shown at first. */
  readonly limit: number
  readonly search?: readonly SearchSetting[]
}

export interface SearchSetting {
  readonly op: Extract<NonNullable<FreeformRequestInput['search']>, { op: unknown }>['op']
  readonly value?: string
  readonly values?: string[]
  readonly match?: 'any' | 'all'
  readonly caseSensitive?: boolean
  readonly dimension?: string
}

/** Colours by value: from the least to the greatest of the column, or between two numbers. */
export type ToneSetting = 'auto' | { readonly low: number; readonly high: number }

/** A column: what it shows is a metric, a formula, or the change between two others. */
export interface ColumnSetting
  extends Pick<
    RequestColumn,
    | 'metric'
    | 'formula'
    | 'change'
    | 'attribution'
    | 'format'
    | 'anomalies'
    | 'forecast'
    | 'trendLine'
    | 'name'
  > {
  readonly id: string
  readonly tones?: ToneSetting
  /** Its course over time above the rows. */
  readonly sparkline?: boolean
  /** Without bars and shares, where others have them. */
  readonly isPlain?: boolean
}

/** What stands above columns and filters them. */
export type Above =
  | { readonly segment: SegmentSetting }
  | { readonly dateRange: RangeSetting }
  | { readonly dimension: string; readonly item: Item }

export interface ColumnGroup {
  readonly id: string
  readonly above: Above
  readonly columns: readonly ColumnNode[]
}

export type ColumnNode = ColumnSetting | ColumnGroup

export const isGroup = (node: ColumnNode): node is ColumnGroup => 'above' in node

export const percents = ['none', 'column', 'row'] as const
export const totalChoices = ['both', 'table', 'grand', 'none'] as const
/** Of rows; `workspace`: as everything else. */
export const densities = ['workspace', 'compact', 'comfortable'] as const

export interface FreeformSettings {
  readonly rows: RowsSetting
  readonly columns: readonly ColumnNode[]
  /** The first counts most; empty: times by themselves, all others by the first column. */
  readonly sort: readonly FreeformSort[]
  readonly search: readonly SearchSetting[]
  readonly noValue: boolean
  readonly breakdowns: readonly Breakdown[]
  readonly percent: (typeof percents)[number]
  readonly bars: boolean
  readonly totals: (typeof totalChoices)[number]
  readonly density: (typeof densities)[number]
  /** Pixels by column; that of the rows is `rows`. */
  readonly widths: Readonly<Record<string, number>>
}

const timeDimensions = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

export const rowDimensions = (rows: RowsSetting): readonly string[] =>
  'dimensions' in rows ? rows.dimensions : 'dimension' in rows ? [rows.dimension] : []

/** Whether rows are times in their order, so that a column can have a trend. */
export const areTimes = (rows: RowsSetting): boolean =>
  'dimension' in rows && !('items' in rows) && timeDimensions.includes(rows.dimension)
