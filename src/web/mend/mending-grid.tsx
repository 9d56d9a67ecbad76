import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ProblemNotice } from '../components/problem-notice.tsx'
import {
  Grid,
  type GridCell,
  type GridHandle,
  type GridHead,
  type GridPlace,
  type GridRow,
  type GridSelection,
} from '../grid/index.ts'
import { texts } from '../texts/index.ts'
import { CellTools } from './cell-tools.tsx'
import {
  type AsideRow,
  cellText,
  columnsOf,
  type Edits,
  isEdited,
  type MendedRow,
  mendRow,
  RAW,
  setCells,
} from './mending.ts'

interface MendingGridProps {
  readonly label: string
  readonly rows: readonly AsideRow[]
  readonly sayReason: (reason: string) => string
  /** Whether texts of a column are lists, written as JSON. */
  readonly isList?: (column: string) => boolean
  /** Asked before anything is copied: why it may not be, null where it may. */
  readonly findCopyRefusal: () => Promise<string | null>
  /** Reads rows once more; those that still fail come back with the rows that are given next. Gives what to say. */
  readonly onReplay: (rows: readonly MendedRow[]) => Promise<string>
}

const REASON = '\0reason'
const SURPLUS = '\0surplus'
const nothing: readonly number[] = []

const isFixed = (column: string): boolean => column === REASON || column === SURPLUS

/** Every row that has a selected cell, once. */
const rowsOf = (ranges: GridSelection['ranges']): readonly number[] => [
  ...new Set(
    ranges.flatMap(({ top, bottom }) =>
      Array.from({ length: bottom - Math.max(0, top) + 1 }, (_, index) => Math.max(0, top) + index),
    ),
  ),
]

/** Rows that were kept aside, changed in their cells, and read once more. */
export function MendingGrid({
  label,
  rows,
  sayReason,
  isList = () => false,
  findCopyRefusal,
  onReplay,
}: MendingGridProps) {
  const grid = useRef<GridHandle>(null)
  const editing = useRef(false)
  const [, editAgain] = useState(0)
  const [edits, setEdits] = useState<Edits>({})
  const [column, setColumn] = useState<string>()
  const [selected, setSelected] = useState(nothing)
  const [said, say] = useState('')
  const [added, setAdded] = useState<readonly string[]>([])
  const columns = useMemo(() => [...new Set([...columnsOf(rows), ...added])], [rows, added])
  const heads = useMemo(() => headsOf(rows, columns), [rows, columns])
  const editable = heads.filter(({ id }) => !isFixed(id))
  const chosen = editable.find(({ id }) => id === column) ?? editable[0]
  const source = useMemo(
    () => sourceOf(rows, heads, edits, sayReason),
    [rows, heads, edits, sayReason],
  )
  const changed = rows.filter(({ key }) => Object.hasOwn(edits, key))
  const chosenRows = selected.flatMap((index) => rows[index] ?? [])
  const current = useRef({ heads, left: 0 })
  useEffect(() => {
    current.current.heads = heads
  }, [heads])
  const select = useCallback(({ ranges }: GridSelection) => {
    setSelected(rowsOf(ranges))
    const left = ranges.at(-1)?.left ?? 0
    const id = current.current.heads[left - 1]?.id
    if (left !== current.current.left && id !== undefined && !isFixed(id)) setColumn(id)
    current.current.left = left
  }, [])
  const replay = useMutation({
    mutationFn: async (some: readonly AsideRow[]) =>
      onReplay(some.map((row) => mendRow(row, edits, isList))),
    onSuccess: (outcome, some) => {
      say(outcome)
      setEdits((before) => withoutRows(before, some))
    },
  })
  const act = (place: GridPlace) => {
    if (place.kind !== 'cell') return
    setColumn(place.column.id)
    editing.current = true
    editAgain((count) => count + 1)
  }
  const t = texts.mend
  return (
    <div
      className={style({
        display: 'grid',
        gridTemplateColumns: ['minmax(0, 1fr)'],
        gap: 12,
        minWidth: 0,
      })}
    >
      <div
        className={style({ minWidth: 0 })}
        style={{ height: Math.min(440, 96 + rows.length * 32) }}
      >
        <Grid
          ref={grid}
          label={label}
          corner={{ id: 'row', name: t.row, width: 168 }}
          heads={heads}
          source={source}
          isBusy={replay.isPending}
          findCopyRefusal={findCopyRefusal}
          onSelect={select}
          onAct={act}
        />
      </div>
      {chosen && (
        <CellTools
          key={`${chosen.id} ${chosenRows[0]?.key}`}
          column={chosen.id}
          columns={editable}
          rows={rows}
          selected={chosenRows}
          edits={edits}
          editing={editing}
          onColumn={setColumn}
          onAdd={(name) => {
            setAdded((before) => [...before, name])
            setColumn(name)
          }}
          onSet={(some, textOf) => {
            setEdits((before) => setCells(before, some, chosen.id, textOf))
            grid.current?.focus()
          }}
        />
      )}
      {replay.error && <ProblemNotice error={sayError(replay.error)} />}
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })}>
        <Button
          size="S"
          variant="accent"
          isPending={replay.isPending}
          isDisabled={chosenRows.length === 0}
          onPress={() => replay.mutate(chosenRows)}
        >
          {t.replaySelected(chosenRows.length)}
        </Button>
        <Button
          size="S"
          variant="secondary"
          isDisabled={changed.length === 0 || replay.isPending}
          onPress={() => replay.mutate(changed)}
        >
          {t.replayChanged(changed.length)}
        </Button>
        <Button
          size="S"
          variant="secondary"
          isDisabled={changed.length === 0 || replay.isPending}
          onPress={() => setEdits({})}
        >
          {t.discard}
        </Button>
        <span role="status" className={style({ font: 'ui-sm', color: 'neutral' })}>
          {said}
        </span>
      </div>
    </div>
  )
}

/** A row that is no JSON yet is named. */
const sayError = (error: Error): Error =>
  error instanceof SyntaxError ? new Error(texts.mend.noObject(error.message)) : error

const withoutRows = (edits: Edits, rows: readonly AsideRow[]): Edits => {
  const gone = new Set(rows.map(({ key }) => key))
  return Object.fromEntries(Object.entries(edits).filter(([key]) => !gone.has(key)))
}

function headsOf(rows: readonly AsideRow[], columns: readonly string[]): readonly GridHead[] {
  const t = texts.mend
  const head = (id: string, name: string, width: number): GridHead => ({
    id,
    name,
    width,
    align: 'start',
  })
  const hasSurplus = rows.some(({ surplus }) => surplus.length > 0)
  return [
    head(REASON, t.reason, 160),
    ...columns.map((name) => head(name, name, 144)),
    ...(hasSurplus ? [head(SURPLUS, t.surplus, 160)] : []),
    head(RAW, t.raw, 320),
  ]
}

function sourceOf(
  rows: readonly AsideRow[],
  heads: readonly GridHead[],
  edits: Edits,
  sayReason: (reason: string) => string,
) {
  const made = new Map<number, GridRow>()
  const make = (row: AsideRow): GridRow => ({
    id: row.key,
    level: 1,
    name: row.name,
    cellAt: (index) => cellOf(row, heads[index]?.id ?? '', edits, sayReason),
  })
  return {
    rowCount: rows.length,
    rowAt(index: number) {
      const row = rows[index]
      if (row === undefined) return undefined
      const known = made.get(index) ?? make(row)
      made.set(index, known)
      return known
    },
  }
}

function cellOf(
  row: AsideRow,
  column: string,
  edits: Edits,
  sayReason: (reason: string) => string,
): GridCell {
  const plain = (text: string): GridCell => ({ text, value: text })
  if (column === REASON) return plain(sayReason(row.reason))
  if (column === SURPLUS) return plain(row.surplus.join(' · '))
  const cell = plain(cellText(row, column, edits))
  return isEdited(edits, row, column) ? { ...cell, tone: 1, flag: texts.mend.changed } : cell
}
