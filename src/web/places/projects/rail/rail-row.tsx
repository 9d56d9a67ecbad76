import StarIcon from '@react-spectrum/s2/icons/Star'
import StarFilledIcon from '@react-spectrum/s2/icons/StarFilled'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { memo, type ReactNode, useId, useRef } from 'react'
import { Popover } from 'react-aria-components'
import { useDragComponent } from '../../../drag/use-drag-component.ts'
import { texts } from '../../../texts/index.ts'
import { Glyph } from './glyph.tsx'
import { RailCard } from './rail-card.tsx'
import { keyOf, type RailEntry } from './rail-entry.ts'
import { favourites, noteUse, toggleFavourite } from './rail-memory.ts'
import { useCard } from './use-card.ts'

interface RailRowProps {
  readonly entry: RailEntry
  readonly dataView: string
  /** What stands at the end of the row. */
  readonly children?: ReactNode
}

/** A component that can be dragged, and made a favourite; its card is shown beside it. */
export const RailRow = memo(function RailRow({ entry, dataView, children }: RailRowProps) {
  const key = keyOf(entry)
  const isFavourite = favourites.use().includes(key)
  const { dragProps, isDragging } = useDragComponent(entry, () => noteUse(key))
  const element = useRef<HTMLDivElement>(null)
  const cardId = useId()
  const card = useCard(!isDragging)
  return (
    <div ref={element} className={row({ isDragging })} {...card.row}>
      <div
        {...dragProps}
        {...(card.isOpen
          ? { 'aria-describedby': cardId }
          : { 'aria-description': texts.rail.dragHint })}
        className={name}
      >
        <Glyph glyph={entry.glyph} />
        <span className={text}>{entry.name}</span>
      </div>
      <button
        type="button"
        aria-pressed={isFavourite}
        aria-label={isFavourite ? texts.rail.unstar(entry.name) : texts.rail.star(entry.name)}
        className={star({ isFavourite })}
        onClick={() => toggleFavourite(key)}
      >
        {isFavourite ? <StarFilledIcon /> : <StarIcon />}
      </button>
      {children}
      {card.isOpen && (
        <Popover
          isNonModal
          isOpen
          onOpenChange={(isOpen) => isOpen || card.close()}
          triggerRef={element}
          placement="end top"
          offset={4}
          className={popover}
        >
          <div id={cardId} role="note" aria-label={texts.rail.card.label(entry.name)}>
            <RailCard entry={entry} dataView={dataView} />
          </div>
        </Popover>
      )}
    </div>
  )
})

const row = style({
  display: 'flex',
  alignItems: 'center',
  minHeight: 28,
  paddingX: 8,
  columnGap: 4,
  borderRadius: 'sm',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  opacity: { default: 1, isDragging: 0.5 },
})
const name = style({
  display: 'flex',
  alignItems: 'center',
  columnGap: 8,
  flexGrow: 1,
  minWidth: 0,
  minHeight: 28,
  cursor: 'grab',
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const text = style({
  font: 'ui-sm',
  color: 'neutral',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
})
const star = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  size: 24,
  padding: 0,
  borderWidth: 0,
  backgroundColor: 'transparent',
  cursor: 'pointer',
  borderRadius: 'sm',
  opacity: { default: 0, isFavourite: 1, ':hover': 1, ':focus-visible': 1 },
  '--iconPrimary': { type: 'fill', value: 'gray-600' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const popover = style({
  backgroundColor: 'elevated',
  borderRadius: 'lg',
  boxShadow: 'elevated',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  overflowY: 'auto',
  pointerEvents: 'none',
})
