import ChevronDown from '@react-spectrum/s2/icons/ChevronDown'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { itemsQuery } from '../../../api/index.ts'
import { printFigure } from '../../../components/figures.ts'
import { printItem } from '../../../components/item-text.ts'
import { useDragComponent } from '../../../drag/use-drag-component.ts'
import type { Dropped } from '../../../drag/dropped.ts'
import { texts } from '../../../texts/index.ts'
import type { RailEntry } from './rail-entry.ts'
import { RailRow } from './rail-row.tsx'

interface DimensionRowProps {
  readonly entry: RailEntry
  readonly dataView: string
}

/** A dimension that opens to its items. */
export const DimensionRow = memo(function DimensionRow({ entry, dataView }: DimensionRowProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <RailRow entry={entry} dataView={dataView}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={texts.rail.openItems(entry.name)}
          className={opener}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown /> : <ChevronRight />}
        </button>
      </RailRow>
      {isOpen && <Items entry={entry} dataView={dataView} />}
    </>
  )
})

function Items({ entry, dataView }: DimensionRowProps) {
  const { data, error } = useQuery(itemsQuery(dataView, entry.id, ''))
  if (error !== null) return <p className={note}>{error.message}</p>
  if (data === undefined) return <p className={note}>{texts.report.loading}</p>
  const left = data.count - data.items.length
  return (
    <ul aria-label={texts.rail.openItems(entry.name)} className={list}>
      {data.items.map(({ item, label, events }) => {
        const name = printItem(item, entry.id, label)
        const id = `${entry.id} ${JSON.stringify(item)}`
        return (
          <li key={id}>
            <Item
              dropped={{ kind: 'item', id, name, dimension: entry.id, item }}
              events={printFigure(events)}
            />
          </li>
        )
      })}
      {left > 0 && <li className={note}>{texts.rail.more(printFigure(left))}</li>}
    </ul>
  )
}

function Item({ dropped, events }: { readonly dropped: Dropped; readonly events: string }) {
  const { dragProps, isDragging } = useDragComponent(dropped)
  return (
    <div className={row({ isDragging })}>
      <div {...dragProps} aria-description={texts.rail.dragHint} className={text}>
        {dropped.name}
      </div>
      <span className={figure}>{events}</span>
    </div>
  )
}

const opener = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  size: 24,
  padding: 0,
  borderWidth: 0,
  borderRadius: 'sm',
  backgroundColor: 'transparent',
  '--iconPrimary': { type: 'fill', value: 'gray-600' },
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const list = style({ listStyleType: 'none', margin: 0, padding: 0 })
const note = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  margin: 0,
  paddingStart: 32,
  paddingY: 4,
})
const row = style({
  display: 'flex',
  alignItems: 'center',
  minHeight: 28,
  paddingStart: 32,
  paddingEnd: 8,
  columnGap: 8,
  borderRadius: 'sm',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  opacity: { default: 1, isDragging: 0.5 },
})
const text = style({
  font: 'ui-sm',
  color: 'neutral',
  flexGrow: 1,
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  cursor: 'grab',
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const figure = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  fontVariantNumeric: 'tabular-nums',
})
