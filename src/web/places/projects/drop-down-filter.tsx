import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown'
import { Popover } from '@react-spectrum/s2/Popover'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { Text } from '@react-spectrum/s2/Text'
import type { Panel } from '../../../model/definitions/project.ts'
import type { PanelDocument } from '../../../model/projects/document.ts'
import type { Item } from '../../../model/result.ts'
import { findName } from '../../components/component-groups.ts'
import { ItemPicker } from '../../components/item-picker.tsx'
import { findPanel, setPanel } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import { useProjectPage } from './project-page.ts'
import { readPanel, type ReadyPanel, type SharedPanel } from './use-panel-data.ts'

type Filter = NonNullable<Panel['filters']>[number]

interface DropDownFilterProps {
  readonly panel: PanelDocument
  readonly data: ReadyPanel | SharedPanel
  readonly filter: Filter
  readonly index: number
}

/** Events of the chosen items only; all of them while none is chosen. */
export function DropDownFilter({ panel, data, filter, index }: DropDownFilterProps) {
  const { isEditable, edit } = useProjectPage()
  const { items, isSingle = false } = filter
  const name = filter.name ?? findName(data.components, filter.dimension)
  const [first, ...others] = items
  const chosen =
    first === undefined ? texts.panel.filterAll : texts.panel.filterSome(first, others.length)
  const set = (change: (filters: readonly Filter[]) => readonly Filter[]) =>
    edit(
      (document) => {
        const now = findPanel(document, panel.id)
        const filters = change(now === undefined ? [] : (readPanel(now).filters ?? []))
        return setPanel(document, panel.id, { filters: filters.length > 0 ? filters : undefined })
      },
      { note: name },
    )
  const setItems = (next: readonly string[]) =>
    set((filters) => filters.with(index, { ...filter, items: [...next] }))
  return (
    <DialogTrigger>
      <ActionButton size="S" isDisabled={!isEditable}>
        <Text>
          {texts.panel.filterOf(name)}
          {chosen}
        </Text>
        <ChevronDown />
      </ActionButton>
      <Popover aria-label={texts.panel.filterItems(name)} padding="none">
        <div className={box}>
          <ItemPicker
            label={texts.panel.filterItems(name)}
            dataView={data.context.dataView}
            dimension={filter.dimension}
            onPick={(item) => setItems(withItem(items, item, isSingle))}
          />
          {items.length > 0 && (
            <TagGroup
              aria-label={texts.panel.filterItems(name)}
              size="S"
              items={items.map((id) => ({ id }))}
              onRemove={(keys) => setItems(items.filter((item) => !keys.has(item)))}
            >
              {({ id }) => <Tag id={id}>{id}</Tag>}
            </TagGroup>
          )}
          <div className={style({ display: 'flex', gap: 8 })}>
            <ActionButton size="S" isDisabled={items.length === 0} onPress={() => setItems([])}>
              {texts.panel.filterClear}
            </ActionButton>
            <ActionButton size="S" onPress={() => set((filters) => filters.toSpliced(index, 1))}>
              {texts.panel.filterRemove(name)}
            </ActionButton>
          </div>
        </div>
      </Popover>
    </DialogTrigger>
  )
}

function withItem(items: readonly string[], item: Item, isSingle: boolean): readonly string[] {
  const text = String(item ?? '')
  if (isSingle) return [text]
  return items.includes(text) ? items : [...items, text]
}

const box = style({ display: 'grid', gap: 12, padding: 16, maxWidth: 360 })
