import { Radio, RadioGroup } from '@react-spectrum/s2/RadioGroup'
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { Item } from '../../../model/result.ts'
import { type AlertDocument, componentsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { dimensionGroups, findName } from '../../components/component-groups.ts'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { ItemPicker } from '../../components/item-picker.tsx'
import { printItem } from '../../components/item-text.ts'
import { nameSegment } from '../../project/name-segment.ts'
import { texts } from '../../texts/index.ts'
import type { DraftProps } from './alert-draft.ts'

/** Which events count: segments, and items of dimensions. */
export function FiltersCard({ draft }: DraftProps) {
  const { document, change } = draft
  const { dataView, segments = [], items = [], match = 'all' } = document
  const { data: components } = useQuery(componentsQuery(dataView))
  return (
    <Card title={texts.alerts.filters}>
      {components && <Adders draft={draft} components={components} />}
      {components && segments.length > 0 && (
        <TagGroup
          label={texts.alerts.segments}
          size="S"
          items={segments.map((segment, id) => ({ id, name: nameSegment(segment, components) }))}
          onRemove={(keys) =>
            change({ segments: listed(segments.filter((_, at) => !keys.has(at))) })
          }
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
      {components &&
        items.map((entry, index) => (
          <ItemsOf
            key={entry.dimension}
            entry={entry}
            dataView={dataView}
            components={components}
            onChange={(next) =>
              change({
                items: listed(
                  next === null ? items.filter((_, at) => at !== index) : items.with(index, next),
                ),
              })
            }
          />
        ))}
      {segments.length + items.length > 1 && (
        <RadioGroup
          label={texts.alerts.match}
          size="S"
          orientation="horizontal"
          value={match}
          onChange={(next) => change({ match: next === 'any' ? 'any' : undefined })}
        >
          {(['all', 'any'] as const).map((each) => (
            <Radio key={each} value={each}>
              {texts.alerts.matches[each]}
            </Radio>
          ))}
        </RadioGroup>
      )}
      {segments.length + items.length === 0 && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.alerts.noFilters}
        </p>
      )}
    </Card>
  )
}

function listed<T>(all: T[]): T[] | undefined {
  return all.length === 0 ? undefined : all
}

function Adders({
  draft: { document, change },
  components,
}: DraftProps & { readonly components: ComponentList }) {
  const { segments = [], items = [] } = document
  const choices = components.segments.filter(({ id }) => !segments.includes(id))
  return (
    <Controls>
      {choices.length > 0 && (
        <ComponentAdder
          label={texts.alerts.segments}
          placeholder={texts.components.addSegment}
          groups={[{ name: texts.components.segments, choices }]}
          onAdd={(id) => change({ segments: [...segments, id] })}
        />
      )}
      <ComponentAdder
        label={texts.alerts.addDimension}
        placeholder={texts.components.dimension}
        groups={dimensionGroups(components)}
        onAdd={(dimension) =>
          items.some((each) => each.dimension === dimension) ||
          change({ items: [...items, { dimension, items: [] }] })
        }
      />
    </Controls>
  )
}

type Entry = NonNullable<AlertDocument['items']>[number]

interface ItemsOfProps {
  readonly entry: Entry
  readonly dataView: string
  readonly components: ComponentList
  /** Null where none is left. */
  readonly onChange: (entry: Entry | null) => void
}

/** The items of a dimension, any of which is meant. */
function ItemsOf({ entry, dataView, components, onChange }: ItemsOfProps) {
  const { dimension, items } = entry
  const name = findName(components, dimension)
  const set = (next: Item[]) => onChange(next.length === 0 ? null : { dimension, items: next })
  return (
    <Controls>
      <ItemPicker
        label={texts.alerts.addItem(name)}
        dataView={dataView}
        dimension={dimension}
        onPick={(item) => items.includes(item) || set([...items, item])}
      />
      {items.length > 0 && (
        <TagGroup
          aria-label={texts.alerts.itemsOf(name)}
          size="S"
          items={items.map((item, id) => ({ id, name: printItem(item, dimension) }))}
          onRemove={(keys) => set(items.filter((_, at) => !keys.has(at)))}
        >
          {({ id, name: shown }) => <Tag id={id}>{shown}</Tag>}
        </TagGroup>
      )}
    </Controls>
  )
}
