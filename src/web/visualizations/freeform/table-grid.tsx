import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { use, useEffect, useMemo, useRef, useState } from 'react'
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { density } from '../../app/density.ts'
import { usePaper } from '../../components/paper.ts'
import { printFigure } from '../../components/figures.ts'
import { useToldRefusal } from '../../components/use-denied-export.ts'
import {
  type GridDensity,
  Grid,
  type GridHandle,
  type GridHead,
  type GridPlace,
  type GridRow,
  type GridSelection,
} from '../../grid/index.ts'
import { texts } from '../../texts/index.ts'
import type { DrawMode, SettingsProps } from '../visualization.ts'
import { TableCellsContext } from '../cells/selected-cells.ts'
import { chooseCells } from './choose-cells.ts'
import { ColumnMenu, RowsHeadMenu } from './column-menu.tsx'
import { findNode, moveNode, siblingMoves } from './edit-columns.ts'
import { changeBreakdown, nextDirection, withoutBreakdown, withSort } from './edit-settings.ts'
import { makeHeads, nameOfRows, shownSorts, sortedAs } from './grid-heads.ts'
import { PaperTable } from './paper-table.tsx'
import { listShownRequests } from './requests.ts'
import { BreakdownMenu, RowMenu } from './row-menu.tsx'
import { type ColumnNode, type FreeformSettings, rowDimensions } from './settings.ts'
import { StatusLine } from './status-line.tsx'
import { type DrawnRow, GRAND_TOTAL, TableModel } from './table-model.ts'
import { useRoom } from './use-room.ts'
import { useRows } from './use-rows.ts'
import { useTrendRow } from './use-trends.ts'

interface TableGridProps extends SettingsProps<FreeformSettings> {
  readonly result: FreeformResult
  readonly mode: DrawMode
}

/** What a menu is open for. */
type Opened =
  | { readonly kind: 'breakdown' | 'row'; readonly drawn: DrawnRow; readonly anchor: Element }
  | {
      readonly kind: 'column'
      readonly node: ColumnNode
      readonly name: string
      readonly anchor: Element
    }
  | { readonly kind: 'rows-head'; readonly dimension: string; readonly anchor: Element }

const MORE = 50
const MOST_SHOWN = 500_000

/** The grid with its menus and the line below it. */
export function TableGrid(props: TableGridProps) {
  const { settings, onChange, context, result, mode } = props
  const grid = useRef<GridHandle>(null)
  const frameElement = useRef<HTMLDivElement>(null)
  const room = useRoom(frameElement)
  const isOnPaper = usePaper()
  const cells = use(TableCellsContext)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [selection, setSelection] = useState<GridSelection>({ ranges: [] })
  const rows = useRows(settings, context, result)
  const made = useMade(settings, result, rows.stamp)
  const model = new TableModel(rows, settings, context, result, made)
  const offset = Math.max(0, rowDimensions(settings.rows).length - 1)
  const findCopyRefusal = useToldRefusal(listShownRequests(settings, context))
  const trend = useTrendRow(settings, context, offset)
  const chosen = chooseCells(model, selection, offset)
  useEffect(() => {
    if (chosen !== null) cells?.onSelect(chosen)
  }, [JSON.stringify(chosen)])
  const heads = useMemo(() => makeHeads(settings, context, result), [settings, context, result])
  const pinned = useMemo(
    () => (trend === undefined ? model.totals() : [...model.totals(), trend]),
    // Made of these alone.
    [settings, context, result, trend?.cellAt],
  )
  const [ofWorkspace] = density.use()
  const rowDensity = settings.density === 'workspace' ? ofWorkspace : settings.density
  const headRows = Math.max(1, ...heads.map(depthOf))
  const needed = neededHeight(model.rowCount + pinned.length, headRows, rowDensity)
  const height = Math.min(room, needed)
  if (model.rowCount === 0) {
    return (
      <div ref={frameElement} className={frame}>
        <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
      </div>
    )
  }
  if (isOnPaper) {
    const name = nameOfRows(settings, context)
    return (
      <PaperTable
        label={texts.freeform.tableOf(name)}
        corner={name}
        heads={heads}
        pinned={pinned}
        model={model}
        onShow={rows.show}
      />
    )
  }
  const canEdit = mode === 'edit'
  const close = () => {
    setOpened(null)
    grid.current?.focus()
  }
  const drawnOf = (row: GridRow): DrawnRow | null => model.drawnOf(row)
  const act = (place: GridPlace, anchor: HTMLElement) => {
    if (place.kind === 'cell') {
      const drawn = drawnOf(place.row)
      const isTotal = place.row.id === GRAND_TOTAL
      const mark = drawn || isTotal ? model.markOf(drawn, place.column.id) : null
      if (mark !== null && context.onMark) return context.onMark(mark, { element: anchor })
    }
    if (!canEdit) return
    setOpened(menuFor(place, anchor, drawnOf, settings))
  }
  const toggle = (row: GridRow, anchor: HTMLElement) => {
    const drawn = drawnOf(row)
    if (drawn === null) return
    const { touched, facts } = drawn
    if (row.kind === 'more' && facts.breakdown) {
      const limit = facts.breakdown.limit + MORE
      return onChange(changeBreakdown(settings, facts.breakdown, (each) => ({ ...each, limit })))
    }
    if (touched === undefined || !canEdit) return
    if (row.isExpanded) return onChange(withoutBreakdown(settings, touched.path, touched.positions))
    setOpened({ kind: 'breakdown', drawn, anchor })
  }
  const sort = ({ id }: Omit<GridHead, 'under'>, isAdding: boolean) => {
    const dimension = dimensionOfHead(id, settings)
    const direction = nextDirection(asShown(settings), dimension ?? id, dimension !== undefined)
    const by = dimension === undefined ? { column: id, direction } : { dimension, direction }
    onChange(withSort(settings, by, isAdding))
  }
  const [dimension] = rowDimensions(settings.rows)
  const name = nameOfRows(settings, context)
  return (
    <div ref={frameElement} className={frame}>
      <div className={place} style={{ height }}>
        <Grid
          ref={grid}
          label={texts.freeform.tableOf(name)}
          corner={{
            id: 'rows',
            name,
            canSort: dimension !== undefined,
            ...(dimension === undefined ? {} : sortedAs(shownSorts(settings), dimension)),
          }}
          heads={heads}
          pinned={pinned}
          source={{ rowCount: model.rowCount, rowAt: (index) => model.rowAt(index)?.grid }}
          density={rowDensity}
          widths={settings.widths}
          {...(canEdit && {
            onResize: (id, width) =>
              onChange({ ...settings, widths: { ...settings.widths, [id]: width } }),
            onReorder: (id, before) =>
              onChange({ ...settings, columns: moveNode(settings.columns, id, before) }),
            onSort: sort,
          })}
          onToggle={toggle}
          onAct={act}
          onShow={rows.show}
          load={rows.load}
          findCopyRefusal={findCopyRefusal}
          onSelect={setSelection}
        />
      </div>
      <StatusLine
        model={model}
        selection={selection}
        offset={offset}
        context={context}
        {...(chosen !== null &&
          cells?.onChart !== undefined && { onChart: () => cells.onChart?.(chosen) })}
      />
      {result.rowCount > MOST_SHOWN && (
        <p className={hint}>
          {texts.freeform.notShown(printFigure(MOST_SHOWN), printFigure(result.rowCount))}
        </p>
      )}
      {opened && (
        <OpenedMenu
          {...props}
          opened={opened}
          onClose={close}
          onCopy={() => void grid.current?.copy()}
        />
      )}
    </div>
  )
}

const depthOf = ({ under = [] }: GridHead): number => 1 + Math.max(0, ...under.map(depthOf))

/** Drawn rows by their number, as long as nothing changes that they are made of. */
function useMade(settings: FreeformSettings, result: FreeformResult, stamp: string) {
  return useMemo(() => new Map<number, DrawnRow>(), [settings, result, stamp])
}

/** With the order that holds where none is chosen. */
const asShown = (settings: FreeformSettings): FreeformSettings =>
  settings.sort.length > 0
    ? settings
    : {
        ...settings,
        sort: shownSorts(settings).map(({ id, direction }) => ({ column: id, direction })),
      }

const dimensionOfHead = (id: string, { rows }: FreeformSettings): string | undefined =>
  id === 'rows' ? rowDimensions(rows)[0] : id.startsWith('rows:') ? id.slice(5) : undefined

function menuFor(
  place: GridPlace,
  anchor: HTMLElement,
  drawnOf: (row: GridRow) => DrawnRow | null,
  settings: FreeformSettings,
): Opened | null {
  if (place.kind === 'corner' || (place.kind === 'head' && place.head.id.startsWith('rows:'))) {
    const id = place.kind === 'corner' ? 'rows' : place.head.id
    const dimension = dimensionOfHead(id, settings)
    return dimension === undefined ? null : { kind: 'rows-head', dimension, anchor }
  }
  if (place.kind === 'head') {
    const node = findNode(settings.columns, place.head.id)
    return node === undefined ? null : { kind: 'column', node, name: place.head.name, anchor }
  }
  const drawn = drawnOf(place.row)
  return drawn?.touched === undefined ? null : { kind: 'row', drawn, anchor }
}

interface OpenedMenuProps extends SettingsProps<FreeformSettings> {
  readonly opened: Opened
  readonly onClose: () => void
  readonly onCopy: () => void
}

function OpenedMenu({ opened, onCopy, settings, onChange, context, onClose }: OpenedMenuProps) {
  const shared = { settings, onChange, context, anchor: opened.anchor, onClose }
  if (opened.kind === 'column') {
    const { node, name } = opened
    return (
      <ColumnMenu
        {...shared}
        node={node}
        name={name}
        {...siblingMoves(settings.columns, node.id)}
      />
    )
  }
  if (opened.kind === 'rows-head') {
    const name = nameOfRows(settings, context)
    return <RowsHeadMenu {...shared} dimension={opened.dimension} name={name} />
  }
  const { touched } = opened.drawn
  if (touched === undefined) return null
  if (opened.kind === 'breakdown') return <BreakdownMenu {...shared} touched={touched} />
  return <RowMenu {...shared} touched={touched} onCopy={onCopy} />
}

/** As high as its rows need, with room for heads and a scroll bar, so that a small table leaves no hole. */
function neededHeight(rows: number, heads: number, rowDensity: GridDensity): number {
  const rowHeight = rowDensity === 'compact' ? 28 : 36
  return (rows + heads) * rowHeight + 16
}

const frame = style({ display: 'flex', flexDirection: 'column', gap: 4, minWidth: 0, minHeight: 0 })
const place = style({ minHeight: 0, flexShrink: 1 })
const hint = style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })
