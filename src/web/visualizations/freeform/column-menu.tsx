import { Menu, MenuItem, MenuSection, SubmenuTrigger, Text } from '@react-spectrum/s2/Menu'
import type { ReactNode } from 'react'
import type { FreeformSort } from '../../../query/reports/freeform/request.ts'
import { texts } from '../../texts/index.ts'
import type { SettingsProps } from '../visualization.ts'
import { AnchoredMenu } from './anchored-menu.tsx'
import {
  changeColumn,
  dissolveGroup,
  duplicateNode,
  moveNode,
  putAbove,
  removeNode,
} from './edit-columns.ts'
import { withoutSort, withSort } from './edit-settings.ts'
import {
  areTimes,
  type ColumnNode,
  type ColumnSetting,
  type FreeformSettings,
  isGroup,
} from './settings.ts'

interface ColumnMenuProps extends SettingsProps<FreeformSettings> {
  readonly node: ColumnNode
  readonly name: string
  /** Before which sibling it goes; undefined where it cannot move that way. */
  readonly left: string | null | undefined
  readonly right: string | null | undefined
  readonly anchor: Element
  readonly onClose: () => void
}

/** All that can be done with a column, or with what stands above several. */
export function ColumnMenu({
  node,
  name,
  left,
  right,
  anchor,
  onClose,
  ...props
}: ColumnMenuProps) {
  const { settings, onChange } = props
  const put = (columns: readonly ColumnNode[]) => onChange({ ...settings, columns })
  const { columns } = settings
  return (
    <AnchoredMenu label={texts.freeform.columnMenu(name)} anchor={anchor} onClose={onClose}>
      {!isGroup(node) && sortItems({ ...props, id: node.id, by: 'column' })}
      {!isGroup(node) &&
        node.change === undefined &&
        columnItems({ ...props, column: node, onClose })}
      {aboveSubmenus({ ...props, id: node.id, onClose })}
      <MenuSection aria-label={texts.freeform.columns}>
        <MenuItem onAction={() => put(duplicateNode(columns, node.id))}>
          {texts.freeform.duplicate}
        </MenuItem>
        {left !== undefined && (
          <MenuItem onAction={() => put(moveNode(columns, node.id, left))}>
            {texts.freeform.moveLeft}
          </MenuItem>
        )}
        {right !== undefined && (
          <MenuItem onAction={() => put(moveNode(columns, node.id, right))}>
            {texts.freeform.moveRight}
          </MenuItem>
        )}
        {isGroup(node) && (
          <MenuItem onAction={() => put(dissolveGroup(columns, node.id))}>
            {texts.freeform.dissolve}
          </MenuItem>
        )}
        <MenuItem onAction={() => put(removeNode(columns, node.id))}>
          {texts.freeform.removeColumn}
        </MenuItem>
      </MenuSection>
    </AnchoredMenu>
  )
}

interface SortMenuProps extends SettingsProps<FreeformSettings> {
  readonly dimension: string
  readonly name: string
  readonly anchor: Element
  readonly onClose: () => void
}

/** What can be done with the head over the rows. */
export const RowsHeadMenu = ({ dimension, name, anchor, onClose, ...props }: SortMenuProps) => (
  <AnchoredMenu label={texts.freeform.columnMenu(name)} anchor={anchor} onClose={onClose}>
    {sortItems({ ...props, id: dimension, by: 'dimension' })}
  </AnchoredMenu>
)

interface SortItemsProps extends Pick<SettingsProps<FreeformSettings>, 'settings' | 'onChange'> {
  readonly id: string
  readonly by: 'column' | 'dimension'
}

function sortItems({ settings, onChange, id, by }: SortItemsProps) {
  const sorted = settings.sort.map((sort) => ('column' in sort ? sort.column : sort.dimension))
  const isAddable = sorted.some((each) => each !== id)
  const sortBy = (direction: FreeformSort['direction'], isAdding: boolean) => () => {
    const sort = by === 'column' ? { column: id, direction } : { dimension: id, direction }
    onChange(withSort(settings, sort, isAdding))
  }
  const { sortDescending, sortAscending, thenDescending, thenAscending, unsorted } = texts.freeform
  return (
    <MenuSection aria-label={sortDescending}>
      <MenuItem onAction={sortBy('desc', false)}>{sortDescending}</MenuItem>
      <MenuItem onAction={sortBy('asc', false)}>{sortAscending}</MenuItem>
      {isAddable && <MenuItem onAction={sortBy('desc', true)}>{thenDescending}</MenuItem>}
      {isAddable && <MenuItem onAction={sortBy('asc', true)}>{thenAscending}</MenuItem>}
      {sorted.includes(id) && (
        <MenuItem onAction={() => onChange(withoutSort(settings, id))}>{unsorted}</MenuItem>
      )}
    </MenuSection>
  )
}

interface ColumnItemsProps extends SettingsProps<FreeformSettings> {
  readonly column: ColumnSetting
  readonly onClose: () => void
}

function columnItems({ settings, onChange, column, onClose }: ColumnItemsProps) {
  const change = (next: Loose<ColumnSetting>) =>
    onChange({
      ...settings,
      columns: changeColumn(settings.columns, column.id, (each) => clean({ ...each, ...next })),
    })
  const areTimeRows = areTimes(settings.rows)
  return (
    <MenuSection aria-label={texts.freeform.column}>
      <Toggle
        isOn={column.isPlain !== true}
        onToggle={(isOn) => change({ isPlain: isOn ? undefined : true })}
      >
        {texts.freeform.barsAndShares}
      </Toggle>
      <Toggle
        isOn={column.tones !== undefined}
        onToggle={(isOn) => change({ tones: isOn ? 'auto' : undefined })}
      >
        {texts.freeform.tones}
      </Toggle>
      <Toggle
        isOn={column.sparkline === true}
        onToggle={(isOn) => change({ sparkline: isOn ? true : undefined })}
      >
        {texts.freeform.sparkline}
      </Toggle>
      {areTimeRows && (
        <Toggle
          isOn={column.anomalies === true}
          onToggle={(isOn) => change({ anomalies: isOn ? true : undefined })}
        >
          {texts.freeform.anomalies}
        </Toggle>
      )}
      {column.metric !== undefined && (
        <AttributionSubmenu column={column} onChange={change} onClose={onClose} />
      )}
    </MenuSection>
  )
}

type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** Settings that are not given are not there at all. */
const clean = (column: Loose<ColumnSetting>): ColumnSetting =>
  Object.fromEntries(
    Object.entries(column).filter(([, value]) => value !== undefined),
  ) as unknown as ColumnSetting

interface ToggleProps {
  readonly isOn: boolean
  readonly onToggle: (isOn: boolean) => void
  readonly children: string
}

const Toggle = ({ isOn, onToggle, children }: ToggleProps) => (
  <MenuItem onAction={() => onToggle(!isOn)} textValue={children}>
    <Text slot="label">{isOn ? `✓ ${children}` : children}</Text>
  </MenuItem>
)

interface AttributionSubmenuProps {
  readonly column: ColumnSetting
  readonly onChange: (next: Loose<ColumnSetting>) => void
  readonly onClose: () => void
}

function AttributionSubmenu({ column, onChange, onClose }: AttributionSubmenuProps) {
  const { models, ownAttribution, attribution } = texts.freeform
  // Weights of a model of one's own are set in the form.
  const names = Object.entries(models).filter(([id]) => id !== 'custom')
  return (
    <SubmenuTrigger>
      <MenuItem>{attribution}</MenuItem>
      <Menu size="S" onAction={onClose}>
        <MenuItem onAction={() => onChange({ attribution: undefined })}>{ownAttribution}</MenuItem>
        {names.map(([model, name]) => (
          <MenuItem
            key={model}
            onAction={() => onChange({ attribution: { ...column.attribution, model } })}
          >
            {name}
          </MenuItem>
        ))}
      </Menu>
    </SubmenuTrigger>
  )
}

interface AboveProps extends SettingsProps<FreeformSettings> {
  readonly id: string
  readonly onClose: () => void
}

function aboveSubmenus({ settings, onChange, context, id, onClose }: AboveProps): ReactNode {
  const { segments, dateRanges } = context.components
  const { segmentsAbove, rangesAbove } = texts.freeform
  const put = (above: Parameters<typeof putAbove>[2]) =>
    onChange({ ...settings, columns: putAbove(settings.columns, id, above) })
  const ranges = [
    ...dateRanges,
    ...Object.entries(texts.presets).map(([preset, name]) => ({ id: preset, name })),
  ]
  return (
    <MenuSection aria-label={segmentsAbove}>
      {segments.length > 0 && (
        <SubmenuTrigger>
          <MenuItem>{segmentsAbove}</MenuItem>
          <Menu size="S" onAction={onClose}>
            {segments.map(({ id: segment, name }) => (
              <MenuItem key={segment} onAction={() => put([{ segment }])}>
                {name}
              </MenuItem>
            ))}
          </Menu>
        </SubmenuTrigger>
      )}
      <SubmenuTrigger>
        <MenuItem>{rangesAbove}</MenuItem>
        <Menu size="S" onAction={onClose}>
          {ranges.map(({ id: dateRange, name }) => (
            <MenuItem key={dateRange} onAction={() => put([{ dateRange }])}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </SubmenuTrigger>
    </MenuSection>
  )
}
