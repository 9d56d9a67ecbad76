import { type FocusEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { isMenuKey } from '../components/act-handlers.ts'
import type { Size } from './box.ts'
import { MarkShape } from './mark-shape.tsx'
import type { ChartMark } from './mark.ts'
import { isOfMore, MoreGlyph } from './more-glyph.tsx'
import { nearestMark } from './nearest-mark.ts'
import { walkMarks } from './walk-marks.ts'

interface MarkLayerProps {
  readonly marks: readonly ChartMark[]
  readonly size: Size
  /** The id of the mark that is shown now. */
  readonly shown: string | null
  /** The mark that is pointed at or has the focus; null: none. */
  readonly onShow: (mark: ChartMark | null) => void
  /** Where focus goes when it leaves the marks by Escape. */
  readonly onLeave: () => void
}

/** The marks of a drawing: one tab stop, arrow keys walk, Enter and Shift+F10 act, Escape leaves. */
export function MarkLayer({ marks, size, shown, onShow, onLeave }: MarkLayerProps) {
  const layer = useRef<SVGGElement>(null)
  const [at, setAt] = useState(0)
  const current = Math.min(at, Math.max(0, marks.length - 1))
  const elementOf = (index: number) => layer.current?.children[index + 1] as SVGElement | undefined
  const act = (index: number) => {
    const element = elementOf(index)
    if (element === undefined) return
    setAt(index)
    element.focus()
    marks[index]?.onAct?.(element)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isActing = event.key === 'Enter' || event.key === ' ' || isMenuKey(event)
    const next = walkMarks(marks, current, event.key)
    if (event.key === 'Escape') onLeave()
    else if (isActing) act(current)
    else if (next !== undefined) {
      setAt(next)
      elementOf(next)?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const pointed = (event: PointerEvent | React.MouseEvent): number => {
    const frame = layer.current?.ownerSVGElement?.getBoundingClientRect()
    if (frame === undefined) return -1
    if (isOfMore(event.target)) return marks.findIndex(({ id }) => id === shown)
    const mark = nearestMark(marks, event.clientX - frame.left, event.clientY - frame.top)
    return mark === undefined ? -1 : marks.indexOf(mark)
  }
  const onAct = (event: React.MouseEvent) => {
    const index = pointed(event)
    if (marks[index]?.onAct === undefined) return
    event.preventDefault()
    act(index)
  }
  const onFocus = (event: FocusEvent) => {
    const index = Array.from(layer.current?.children ?? []).indexOf(event.target) - 1
    if (index >= 0) setAt(index)
    onShow(marks[index] ?? null)
  }
  const more = marks.find(({ id }) => id === shown)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the marks inside are what is acted on
    <g
      ref={layer}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={() => onShow(null)}
      onPointerMove={(event) => onShow(marks[pointed(event)] ?? null)}
      onPointerLeave={() => onShow(null)}
      onClick={onAct}
      onContextMenu={onAct}
    >
      <rect width={size.width} height={size.height} style={{ fill: 'transparent' }} />
      {marks.map((mark, index) => (
        <MarkShape key={mark.id} mark={mark} isCurrent={index === current} />
      ))}
      {more?.onAct !== undefined && <MoreGlyph mark={more} size={size} />}
    </g>
  )
}
