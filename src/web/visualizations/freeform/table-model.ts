import type { Figure } from '../../../model/result.ts'
import type { FreeformResult, FreeformRow } from '../../../query/reports/freeform/request.ts'
import { printFigure, printPercent } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import type { GridCell, GridRow } from '../../grid/index.ts'
import { texts } from '../../texts/index.ts'
import type { Mark, PanelContext } from '../visualization.ts'
import { indexOfColumn, makeCell } from './cells.ts'
import type { Leaf } from './edit-columns.ts'
import { visibleLeaves } from './requests.ts'
import type { RowTouched } from './row-menu.tsx'
import { keyOfRow, nameOfItem, nameOfRow, placeOfRow } from './row-keys.ts'
import { locate } from './row-tree.ts'
import { type FreeformSettings, rowDimensions, type RowKey } from './settings.ts'
import { shareOf } from './shares.ts'
import type { BlockFacts, TableRows } from './use-rows.ts'

/** A drawn row with all that can be done with it. */
export interface DrawnRow {
  readonly grid: GridRow
  readonly facts: BlockFacts
  /** undefined for what stands for more rows, or says something. */
  readonly row?: FreeformRow
  readonly touched?: RowTouched
}

/** What a row of the grid was made of. */
const drawnByGrid = new WeakMap<GridRow, DrawnRow>()

/** The id of the row with the totals of everything, which people can be listed for. */
export const GRAND_TOTAL = 'grand'

const empty: GridCell = { text: '', value: null }

/** The rows of a table as its grid draws them, made when they are seen and kept as long as they are the same. */
export class TableModel {
  readonly leaves: readonly Leaf[]
  readonly #rows: TableRows
  readonly #settings: FreeformSettings
  readonly #context: PanelContext
  readonly #first: FreeformResult
  readonly #made: Map<number, DrawnRow>
  readonly #extraHeads: number

  constructor(
    rows: TableRows,
    settings: FreeformSettings,
    context: PanelContext,
    first: FreeformResult,
    made: Map<number, DrawnRow>,
  ) {
    this.#rows = rows
    this.#settings = settings
    this.#context = context
    this.#first = first
    this.#made = made
    this.leaves = visibleLeaves(settings, settings.rows)
    this.#extraHeads = Math.max(0, rowDimensions(settings.rows).length - 1)
  }

  get rowCount(): number {
    return this.#rows.tree.height + this.#forecasts.length
  }

  rowAt(drawn: number): DrawnRow | undefined {
    const made = this.#made.get(drawn) ?? this.#make(drawn)
    if (made === undefined) return undefined
    this.#made.set(drawn, made)
    drawnByGrid.set(made.grid, made)
    return made
  }

  /** null for rows that stay below the heads. */
  drawnOf(row: GridRow): DrawnRow | null {
    return drawnByGrid.get(row) ?? null
  }

  /** The number that a cell stands for, and where it comes from; null where it stands for none. */
  markOf(drawn: DrawnRow | null, columnId: string): Mark | null {
    const leaf = this.leaves.find(({ column }) => column.id === columnId)
    if (leaf === undefined) return null
    const facts = drawn?.facts ?? this.#rows.factsOf(this.#rows.tree)
    const result = facts.result ?? this.#first
    const index = indexOfColumn(result, columnId)
    const { name = columnId, format } = result.columns[index] ?? {}
    const common = { measure: name, request: facts.request }
    if (drawn === null) {
      const value = printFigure(this.#first.totals[index], format)
      return { ...common, label: texts.freeform.totals, value, place: { column: columnId } }
    }
    const { row, touched } = drawn
    const key = touched?.path.at(-1)
    const place = key === undefined ? undefined : placeOfRow(key)
    if (row === undefined || touched === undefined || place === undefined) return null
    return {
      ...common,
      label: this.#labelOf(facts, row),
      value: printFigure(row.values[index], format ?? row.format),
      place: { row: place, column: columnId },
      items: touched.path.flatMap((each) => ('items' in each ? each.items : [])),
    }
  }

  #labelOf({ parents, path, rows }: BlockFacts, row: FreeformRow): string {
    const above = parents.map((parent, depth) => nameOfKey(path[depth]!, parent))
    return [...above, nameOfRow(rows, row)].join(' › ')
  }

  #make(drawn: number): DrawnRow | undefined {
    const found = locate(this.#rows.tree, drawn)
    if (found === null) return this.#forecastRow(drawn - this.#rows.tree.height)
    const facts = this.#rows.factsOf(found.block)
    const { id } = found.block
    if (found.index === 'more') return moreRow(facts, id)
    if (facts.error !== null) return noteRow(facts, id, facts.error.message)
    const row = found.block.rowAt(found.index)
    if (row === undefined) return undefined
    const key = keyOfRow(facts.rows, row, found.index, this.#context.components)
    const name = nameOfRow(facts.rows, row)
    const positions = [...id.split(' ').slice(1).map(Number), found.index]
    const breakdown = key === null ? undefined : this.#rows.breakdownOf(facts, key, found.index)
    const path = key === null ? facts.path : [...facts.path, key]
    const touched = { name, path, positions, breakdown, within: facts.breakdown }
    const grid: GridRow = {
      id: `${id} ${found.index}`,
      level: facts.path.length + 1,
      name,
      isExpanded: breakdown !== undefined,
      asksToOpen: true,
      cellAt: (column) => this.#cellAt(column, facts, row),
    }
    return { grid, facts, row, touched }
  }

  #cellAt(column: number, facts: BlockFacts, row: FreeformRow): GridCell {
    if (column < this.#extraHeads) {
      const dimensions = rowDimensions(facts.rows)
      if (column + 1 >= dimensions.length) return empty
      const text = nameOfItem(dimensions, row, column + 1)
      return { text, value: text }
    }
    const leaf = this.leaves[column - this.#extraHeads]
    if (leaf === undefined) return empty
    const wholes = facts.parents.at(-1)?.values ?? this.#first.filteredTotals
    return makeCell({
      leaf,
      row,
      result: facts.result ?? this.#first,
      wholes,
      settings: this.#settings,
      context: this.#context,
    })
  }

  /** Below the last row, as far as columns are forecast. */
  get #forecasts() {
    const points = (this.#first.forecasts ?? []).flatMap((forecast) => forecast.points)
    return [...new Set(points.map(({ item }) => item))].sort()
  }

  #forecastRow(index: number): DrawnRow | undefined {
    const item = this.#forecasts[index]
    if (item === undefined) return undefined
    const [dimension = ''] = rowDimensions(this.#settings.rows)
    const cellAt = (column: number): GridCell => {
      const id = this.leaves[column]?.column.id
      const forecast = this.#first.forecasts?.find((each) => each.column === id)
      const point = forecast?.points.find((each) => each.item === item)
      if (point === undefined) return empty
      const format = this.#first.columns.find((each) => each.id === id)?.format
      const print = (figure: Figure) => printFigure(figure, format)
      const said = texts.freeform.forecastBand(print(point.lower), print(point.upper))
      return { text: print(point.value), value: point.value, said }
    }
    const name = texts.freeform.forecastRow(printItem(item, dimension))
    const facts = this.#rows.factsOf(this.#rows.tree)
    return { grid: { id: `forecast ${item}`, level: 1, name, kind: 'note', cellAt }, facts }
  }

  /** The rows below the heads: totals of the table and of everything. */
  totals(): readonly GridRow[] {
    const { totals: chosen, search, noValue, rows } = this.#settings
    if (chosen === 'none' || 'metrics' in rows) return []
    const isFiltered = search.length > 0 || !noValue || 'items' in rows
    const grand = this.#totalRow(
      GRAND_TOTAL,
      isFiltered ? texts.freeform.grandTotal : texts.freeform.totals,
      false,
    )
    if (!isFiltered) return [grand]
    const table = this.#totalRow('table', texts.freeform.tableTotal, true)
    if (chosen === 'both') return [table, grand]
    return [chosen === 'table' ? table : grand]
  }

  #totalRow(id: string, name: string, isOfTable: boolean): GridRow {
    const { columns, totals, filteredTotals } = this.#first
    const cellAt = (column: number): GridCell => {
      const leaf = this.leaves[column - this.#extraHeads]
      const index = leaf === undefined ? -1 : indexOfColumn(this.#first, leaf.column.id)
      if (leaf === undefined || index < 0) return empty
      const value = (isOfTable ? filteredTotals : totals)[index] ?? null
      const share = isOfTable ? shareOf(value, totals[index]) : null
      const format = leaf.column.format ?? columns[index]?.format
      const text = printFigure(value, format)
      if (share === null) return { text, value }
      const said = texts.freeform.ofTotal(printPercent(share))
      return { text, value, detail: printPercent(share), said }
    }
    return { id, level: 1, name, kind: 'total', cellAt }
  }
}

function nameOfKey(key: RowKey, row: FreeformRow): string {
  if (!('items' in key)) return row.label ?? ''
  const dimensions = key.items.map(({ dimension }) => dimension)
  const [only] = dimensions
  return dimensions.length === 1
    ? nameOfRow({ dimension: only! }, row)
    : key.items.map((_, k) => nameOfItem(dimensions, row, k)).join(' › ')
}

const moreRow = (facts: BlockFacts, id: string): DrawnRow => ({
  facts,
  grid: {
    id: `${id} more`,
    level: facts.path.length + 1,
    name: texts.freeform.more(
      printFigure(facts.result?.rows.length),
      printFigure(facts.result?.rowCount),
    ),
    kind: 'more',
    cellAt: () => empty,
  },
})

const noteRow = (facts: BlockFacts, id: string, name: string): DrawnRow => ({
  facts,
  grid: { id: `${id} note`, level: facts.path.length + 1, name, kind: 'note', cellAt: () => empty },
})
