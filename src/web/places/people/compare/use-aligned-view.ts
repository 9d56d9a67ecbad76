import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AlignedRow } from './align-events.ts'
import { type EventPlace, firstEvent, stepEvent } from './step-event.ts'

const rowHeight = 32
/** So many rows before the last one in sight more are loaded. */
const ahead = 12

interface AlignedView {
  readonly rows: readonly AlignedRow[]
  /** Whether the events of a row are below each other. */
  readonly isNarrow: boolean
  readonly isWhole: boolean
  readonly onEnd: () => void
}

/** Which rows of two journeys are in sight, and the one event that the keys begin from. */
export function useAlignedView({ rows, isNarrow, isWhole, onEnd }: AlignedView) {
  const scroller = useRef<HTMLDivElement>(null)
  const [chosen, setActive] = useState<EventPlace | null>(null)
  const active = chosen ?? firstEvent(rows)
  const activeRow = active?.row ?? -1
  const virtual = useVirtualizer({
    // The last one says that more is loaded.
    count: rows.length + (isWhole ? 0 : 1),
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isNarrow ? linesOf(rows[index]) : 1) * rowHeight,
    overscan: 8,
    rangeExtractor: useMemo(() => withRow(activeRow), [activeRow]),
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()
  const last = items.findLast(({ index }) => index !== activeRow)?.index ?? -1
  useEffect(() => {
    if (!isWhole && last >= rows.length - ahead) onEnd()
  })
  const isWished = useRef(false)
  const takeButton = useCallback((button: HTMLButtonElement | null) => {
    if (button === null || !isWished.current) return
    isWished.current = false
    button.focus({ preventScroll: true })
  }, [])
  return {
    scroller,
    height: virtual.getTotalSize(),
    items,
    active,
    setActive,
    /** Of the event that is active: it has the focus once keys have led to it. */
    takeButton,
    onKeyDown(event: KeyboardEvent) {
      if (active === null || event.altKey || event.ctrlKey || event.metaKey) return
      const next = stepEvent(rows, active, event.key, isNarrow)
      if (next === null) return
      event.preventDefault()
      isWished.current = next.row !== active.row || next.side !== active.side
      setActive(next)
      virtual.scrollToIndex(next.row)
    },
  }
}

const linesOf = (row: AlignedRow | undefined): number =>
  row?.kind === 'events' ? row.at.filter((place) => place !== null).length : 1

const withRow = (active: number) => (range: Range) => {
  const shown = defaultRangeExtractor(range)
  if (active < 0 || active >= range.count || shown.includes(active)) return shown
  return [...shown, active].sort((a, b) => a - b)
}
