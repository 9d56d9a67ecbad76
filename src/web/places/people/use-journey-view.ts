import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { getOwn } from '../../../model/own.ts'
import type { JourneyOverview } from '../../../query/reports/journey/request.ts'
import type { EventKey } from './event-key.ts'
import { layOutRows } from './journey-rows.ts'

const sessionHeight = 32
const eventHeight = 32
const pageStep = 12

/** Which lines of a journey are in sight, and the one event that the keys begin from. */
export function useJourneyView(sessions: JourneyOverview['sessions'], opened: EventKey | null) {
  const layout = useMemo(() => layOutRows(sessions), [sessions])
  const scroller = useRef<HTMLDivElement>(null)
  const near = opened === null ? null : layout.indexNear(opened.time)
  const [chosen, setActive] = useState(near ?? 0)
  const active = Math.max(0, Math.min(chosen, layout.eventCount - 1))
  const activeRow = layout.eventCount === 0 ? -1 : layout.rowOf(active)
  const virtual = useVirtualizer({
    count: layout.count,
    getScrollElement: () => scroller.current,
    estimateSize: (row) => (layout.at(row).kind === 'session' ? sessionHeight : eventHeight),
    overscan: 8,
    initialOffset: near === null ? 0 : layout.rowOf(near) * eventHeight - 2 * sessionHeight,
    rangeExtractor: useMemo(() => withRow(activeRow), [activeRow]),
    useFlushSync: false,
  })
  const isWished = useRef(false)
  const takeButton = useCallback((button: HTMLButtonElement | null) => {
    if (button === null || !isWished.current) return
    isWished.current = false
    button.focus({ preventScroll: true })
  }, [])
  const show = (index: number) => {
    const next = Math.max(0, Math.min(index, layout.eventCount - 1))
    setActive(next)
    virtual.scrollToIndex(layout.rowOf(next))
  }
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageStep,
    PageUp: active - pageStep,
    Home: 0,
    End: layout.eventCount - 1,
  }
  return {
    scroller,
    height: virtual.getTotalSize(),
    items: virtual.getVirtualItems().map(({ index, start, size }) => ({
      row: layout.at(index),
      place: index,
      start,
      size,
    })),
    active,
    setActive,
    /** Where the event that is opened may be found from. */
    near,
    show,
    /** Of the event that is active: it has the focus once keys have led to it. */
    takeButton,
    onKeyDown(event: KeyboardEvent) {
      const next = getOwn(steps, event.key)
      if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      isWished.current = true
      show(next)
    },
  }
}

const withRow = (active: number) => (range: Range) => {
  const shown = defaultRangeExtractor(range)
  if (active < 0 || active >= range.count || shown.includes(active)) return shown
  return [...shown, active].sort((a, b) => a - b)
}
