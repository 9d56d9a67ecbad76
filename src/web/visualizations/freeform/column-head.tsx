import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Menu, MenuItem, MenuTrigger } from '@react-spectrum/s2/Menu'
import More from '@react-spectrum/s2/icons/More'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ResultColumn } from '../../../model/result.ts'
import { texts } from '../../texts.ts'
import { type FreeformSettings, chooseSort } from './freeform-settings.ts'

interface HeadProps {
  readonly settings: FreeformSettings
  readonly onChange: (settings: FreeformSettings) => void
}

/** The head over the items; pressing it sorts by them. */
export function RowsHead({ settings, onChange, name }: HeadProps & { readonly name: string }) {
  const sort = chooseSort(settings)
  return (
    <th scope="col" className={head({ isStart: true })} aria-sort={ariaSort(sort, 'rows')}>
      <SortButton name={name} by="rows" settings={settings} onChange={onChange} />
    </th>
  )
}

interface ColumnHeadProps extends HeadProps {
  readonly column: ResultColumn
  readonly index: number
}

/** A column's head: sorts when pressed, and has a menu to move and remove the column. */
export function ColumnHead({ settings, onChange, column, index }: ColumnHeadProps) {
  const { id, name } = column
  return (
    <th scope="col" className={head({})} aria-sort={ariaSort(chooseSort(settings), id)}>
      <div className={style({ display: 'flex', alignItems: 'center', justifyContent: 'end' })}>
        <SortButton name={name} by={id} settings={settings} onChange={onChange} />
        <MenuTrigger>
          <ActionButton size="XS" isQuiet aria-label={texts.freeform.columnMenu(name)}>
            <More />
          </ActionButton>
          <Menu
            disabledKeys={disabledMoves(index, settings.columns.length)}
            onAction={(action) => onChange(changed(settings, id, index, String(action)))}
          >
            <MenuItem id="left">{texts.freeform.moveLeft}</MenuItem>
            <MenuItem id="right">{texts.freeform.moveRight}</MenuItem>
            <MenuItem id="remove">{texts.freeform.removeColumn}</MenuItem>
          </Menu>
        </MenuTrigger>
      </div>
    </th>
  )
}

interface SortButtonProps extends HeadProps {
  readonly name: string
  readonly by: string
}

function SortButton({ name, by, settings, onChange }: SortButtonProps) {
  const sort = chooseSort(settings)
  const isSorted = sort.by === by
  const first = by === 'rows' ? 'asc' : 'desc'
  const other = sort.direction === 'asc' ? 'desc' : 'asc'
  return (
    <button
      type="button"
      className={sortButton}
      onClick={() =>
        onChange({ ...settings, page: 0, sort: { by, direction: isSorted ? other : first } })
      }
    >
      {name}
      <span aria-hidden="true" className={style({ width: 12, flexShrink: 0 })}>
        {isSorted ? (sort.direction === 'asc' ? '↑' : '↓') : ''}
      </span>
    </button>
  )
}

type Sort = ReturnType<typeof chooseSort>

const ariaSort = ({ by, direction }: Sort, column: string) => {
  if (by !== column) return 'none'
  return direction === 'asc' ? 'ascending' : 'descending'
}

const disabledMoves = (index: number, count: number): string[] => [
  ...(index === 0 ? ['left'] : []),
  ...(index === count - 1 ? ['right'] : []),
]

function changed(
  settings: FreeformSettings,
  id: string,
  index: number,
  action: string,
): FreeformSettings {
  const rest = settings.columns.filter((column) => column !== id)
  if (action === 'remove') return { ...settings, columns: rest }
  const to = action === 'left' ? index - 1 : index + 1
  return { ...settings, columns: rest.toSpliced(to, 0, id) }
}

const head = style({
  font: 'ui-sm',
  textAlign: { default: 'end', isStart: 'start' },
  paddingX: 4,
  paddingY: 4,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-300',
  whiteSpace: 'nowrap',
})
const sortButton = style({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  font: 'ui-sm',
  fontWeight: 'bold',
  color: 'neutral',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  borderWidth: 0,
  borderRadius: 'sm',
  paddingX: 4,
  paddingY: 4,
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
