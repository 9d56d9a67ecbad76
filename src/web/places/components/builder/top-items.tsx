import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { DialogTrigger, Popover } from '@react-spectrum/s2/Popover'
import ListIcon from '@react-spectrum/s2/icons/ListBulleted'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { Scalar } from '../../../../model/operators.ts'
import { itemsQuery } from '../../../api/index.ts'
import { printFigure } from '../../../components/figures.ts'
import { printItem } from '../../../components/item-text.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'

interface TopItemsProps {
  readonly dataView: string
  readonly dimension: string
  /** The dimension’s. */
  readonly name: string
  readonly onTake: (item: Scalar) => void
}

/** A look at the most frequent items, to take one as the value. */
export const TopItems = (props: TopItemsProps) => (
  <DialogTrigger>
    <ActionButton size="S" isQuiet aria-label={texts.builder.topItems(props.name)}>
      <ListIcon />
    </ActionButton>
    <Popover aria-label={texts.builder.topItems(props.name)} placement="bottom start" size="M">
      <Items {...props} />
    </Popover>
  </DialogTrigger>
)

/** Items that are shown. */
const MOST = 10

function Items({ dataView, dimension, onTake }: TopItemsProps) {
  const { data, error } = useQuery(itemsQuery(dataView, dimension, ''))
  if (error) return <ProblemNotice error={error} />
  if (data === undefined) return <SkeletonRows />
  const items = data.items.filter(({ item }) => item !== null).slice(0, MOST)
  return (
    <ul className={list}>
      {items.map(({ item, label, events }) => (
        <li key={String(item)}>
          <button type="button" className={row} onClick={() => item !== null && onTake(item)}>
            <span className={style({ truncate: true, flexGrow: 1, minWidth: 0 })}>
              {printItem(item, dimension, label)}
            </span>
            <span className={style({ fontVariantNumeric: 'tabular-nums' })}>
              {printFigure(events)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const row = style({
  display: 'flex',
  gap: 12,
  width: 'full',
  boxSizing: 'border-box',
  textAlign: 'start',
  font: 'ui-sm',
  color: 'neutral',
  paddingX: 8,
  minHeight: 28,
  alignItems: 'center',
  borderWidth: 0,
  borderRadius: 'sm',
  cursor: 'pointer',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
