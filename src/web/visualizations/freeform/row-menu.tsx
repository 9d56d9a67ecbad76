import {
  Header,
  Heading,
  Menu,
  MenuItem,
  MenuSection,
  SubmenuTrigger,
  Text,
} from '@react-spectrum/s2/Menu'
import { type ChoiceGroup, dimensionGroups } from '../../components/component-groups.ts'
import { DenialItems } from '../../components/denial-items.tsx'
import { useDeniedExport } from '../../components/use-denied-export.ts'
import { texts } from '../../texts/index.ts'
import type { SettingsProps } from '../visualization.ts'
import { AnchoredMenu } from './anchored-menu.tsx'
import { changeBreakdown, searchForItem, withBreakdown, withoutBreakdown } from './edit-settings.ts'
import { listShownRequests } from './requests.ts'
import { type Breakdown, type FreeformSettings, rowDimensions, type RowKey } from './settings.ts'

/** What a menu is about: a row with its place among others. */
export interface RowTouched {
  readonly name: string
  /** Its parents and itself, outermost first. */
  readonly path: readonly RowKey[]
  readonly positions: readonly number[]
  /** Of the row. */
  readonly breakdown: Breakdown | undefined
  /** That the row is part of; null in the table itself. */
  readonly within: Breakdown | null
}

interface RowMenuProps extends SettingsProps<FreeformSettings> {
  readonly touched: RowTouched
  readonly anchor: Element
  readonly onClose: () => void
  readonly onCopy: () => void
}

/** All that can be done with a row. */
export function RowMenu({ touched, anchor, onClose, onCopy, ...props }: RowMenuProps) {
  const { settings, onChange } = props
  const { path, positions, breakdown } = touched
  const items = singleItem(path.at(-1))
  const rule = useDeniedExport(listShownRequests(settings, props.context))
  return (
    <AnchoredMenu label={texts.freeform.rowMenu(touched.name)} anchor={anchor} onClose={onClose}>
      <DimensionSubmenu {...props} touched={touched} onClose={onClose} isByPosition={false} />
      <DimensionSubmenu {...props} touched={touched} onClose={onClose} isByPosition />
      {breakdown && (
        <MenuItem onAction={() => onChange(withoutBreakdown(settings, path, positions))}>
          {texts.freeform.closeBreakdown}
        </MenuItem>
      )}
      {items !== null && (
        <MenuItem onAction={() => onChange(filtered(settings, touched, items, true))}>
          {texts.freeform.onlyThis}
        </MenuItem>
      )}
      {items !== null && (
        <MenuItem onAction={() => onChange(filtered(settings, touched, items, false))}>
          {texts.freeform.withoutThis}
        </MenuItem>
      )}
      {settings.search.length > 0 && (
        <MenuItem onAction={() => onChange({ ...settings, search: [] })}>
          {texts.freeform.everyRow}
        </MenuItem>
      )}
      <MenuItem onAction={onCopy} isDisabled={!rule.isAllowed}>
        {texts.freeform.copy}
      </MenuItem>
      <DenialItems rule={rule} />
    </AnchoredMenu>
  )
}

interface BreakdownMenuProps extends SettingsProps<FreeformSettings> {
  readonly touched: RowTouched
  readonly anchor: Element
  readonly onClose: () => void
}

/** By what a row is to be broken down. */
export function BreakdownMenu({ touched, anchor, onClose, ...props }: BreakdownMenuProps) {
  return (
    <AnchoredMenu label={texts.freeform.breakDownBy} anchor={anchor} onClose={onClose}>
      {breakdownSections({ ...props, touched, isByPosition: false })}
    </AnchoredMenu>
  )
}

interface SubmenuProps extends SettingsProps<FreeformSettings> {
  readonly touched: RowTouched
  readonly isByPosition: boolean
  readonly onClose: () => void
}

const DimensionSubmenu = ({ onClose, ...props }: SubmenuProps) => (
  <SubmenuTrigger>
    <MenuItem>
      <Text slot="label">
        {props.isByPosition ? texts.freeform.breakDownPosition : texts.freeform.breakDownBy}
      </Text>
    </MenuItem>
    <Menu size="S" onAction={onClose}>
      {breakdownSections(props)}
    </Menu>
  </SubmenuTrigger>
)

/** Dimensions by which no row above is broken down already, and segments. */
function breakdownSections({
  settings,
  onChange,
  context,
  touched: { path, positions },
  isByPosition,
}: Omit<SubmenuProps, 'onClose'>) {
  const used = path.flatMap((key) => ('items' in key ? key.items : [])).map((key) => key.dimension)
  const { segments } = context.components
  const groups: readonly ChoiceGroup[] = dimensionGroups(context.components)
  const open = (by: Breakdown['by']) =>
    onChange(withBreakdown(settings, path, positions, by, isByPosition))
  const sections = groups.map(({ name, choices }) => (
    <MenuSection key={name}>
      <Header>
        <Heading>{name}</Heading>
      </Header>
      {choices
        .filter(({ id }) => !used.includes(id))
        .map(({ id, name: label }) => (
          <MenuItem key={id} id={id} onAction={() => open({ dimension: id })}>
            {label}
          </MenuItem>
        ))}
    </MenuSection>
  ))
  if (segments.length === 0) return sections
  return [
    ...sections,
    <MenuSection key="segments">
      <Header>
        <Heading>{texts.components.segments}</Heading>
      </Header>
      {segments.map(({ id, name }) => (
        <MenuItem
          key={`segment ${id}`}
          id={`segment ${id}`}
          onAction={() => open({ segments: [id] })}
        >
          {name}
        </MenuItem>
      ))}
    </MenuSection>,
  ]
}

const singleItem = (key: RowKey | undefined) =>
  key !== undefined && 'items' in key ? key.items : null

function filtered(
  settings: FreeformSettings,
  { within }: RowTouched,
  items: readonly { readonly dimension: string; readonly item: string | number | boolean | null }[],
  isOnly: boolean,
): FreeformSettings {
  const rows = within?.by ?? settings.rows
  const isOne = rowDimensions(rows).length === 1
  // Without a combination of items means without rows of its first item.
  const searched = (isOnly ? items : items.slice(0, 1)).map(({ dimension, item }) => {
    const { dimension: of, ...rule } = searchForItem(dimension, item, isOnly)
    return isOne || of === undefined ? rule : { ...rule, dimension: of }
  })
  if (within === null) return { ...settings, search: [...settings.search, ...searched] }
  return changeBreakdown(settings, within, (each) => ({
    ...each,
    search: [...(each.search ?? []), ...searched],
  }))
}
