import { TagGroup, Tag } from '@react-spectrum/s2/TagGroup'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { dimensionGroups, findName, metricGroups } from '../../../components/component-groups.ts'
import { ComponentAdder, ComponentPicker } from '../../../components/component-picker.tsx'
import { ItemPicker } from '../../../components/item-picker.tsx'
import { printItem } from '../../../components/item-text.ts'
import { texts } from '../../../texts/index.ts'
import { firstDimension, firstMetric } from '../../read-settings.ts'
import type { PanelContext, SettingsProps } from '../../visualization.ts'
import { nameOfRange } from '../grid-heads.ts'
import { nameOfRef } from '../row-keys.ts'
import { type FreeformSettings, rowDimensions, type RowsSetting } from '../settings.ts'

type Kind = keyof typeof texts.freeform.rowKinds

const kindOf = (rows: RowsSetting): Kind => {
  if ('items' in rows) return 'items'
  const kinds = ['dimensions', 'segments', 'dateRanges', 'metrics'] as const
  return kinds.find((kind) => kind in rows) ?? 'dimension'
}

/** What stands in the rows. */
export function RowsForm({ settings, onChange, context }: SettingsProps<FreeformSettings>) {
  const { rows } = settings
  const put = (next: RowsSetting) =>
    onChange({
      ...settings,
      rows: next,
      sort: keptSorts(settings, next),
      breakdowns: [],
      search: [],
    })
  return (
    <>
      <ChoicePicker
        label={texts.freeform.rowKind}
        value={kindOf(rows)}
        choices={texts.freeform.rowKinds}
        onChange={(kind) => put(startOf(kind, rows, context))}
      />
      {'dimension' in rows && (
        <ComponentPicker
          label={texts.freeform.rows}
          groups={dimensionGroups(context.components)}
          value={rows.dimension}
          onChange={(dimension) => put({ dimension })}
        />
      )}
      <RowsParts rows={rows} onChange={put} context={context} />
    </>
  )
}

/** Sorts by dimensions go with these. */
const keptSorts = ({ sort }: FreeformSettings, rows: RowsSetting) =>
  sort.filter((each) => 'column' in each || rowDimensions(rows).includes(each.dimension))

function startOf(kind: Kind, rows: RowsSetting, { components }: PanelContext): RowsSetting {
  const dimension = rowDimensions(rows)[0] ?? firstDimension(components)
  switch (kind) {
    case 'dimension':
      return { dimension }
    case 'dimensions':
      return { dimensions: [dimension] }
    case 'items':
      return { dimension, items: [null] }
    case 'segments':
      return { segments: components.segments.slice(0, 1).map(({ id }) => id) }
    case 'dateRanges':
      return { dateRanges: ['last-7-days'] }
    case 'metrics':
      return { metrics: [firstMetric(components)] }
    default:
      return kind satisfies never
  }
}

interface PartsProps {
  readonly rows: RowsSetting
  readonly onChange: (rows: RowsSetting) => void
  readonly context: PanelContext
}

/** Rows that are chosen one by one. */
function RowsParts({ rows, onChange, context }: PartsProps) {
  const { components } = context
  if ('dimensions' in rows) {
    const groups = dimensionGroups(components)
    return (
      <Chosen
        label={texts.freeform.addDimension}
        groups={rows.dimensions.length < 5 ? groups : []}
        values={rows.dimensions}
        nameOf={(id) => findName(components, id)}
        onChange={(dimensions) => onChange({ dimensions })}
      />
    )
  }
  if ('segments' in rows) {
    const groups = [{ name: texts.components.segments, choices: components.segments }]
    return (
      <Chosen
        label={texts.freeform.addRow}
        groups={groups}
        values={rows.segments}
        nameOf={(ref) => nameOfRef(ref, components)}
        onChange={(segments) => onChange({ segments })}
      />
    )
  }
  if ('dateRanges' in rows) {
    return (
      <Chosen
        label={texts.freeform.addRow}
        groups={rangeGroups(context)}
        values={rows.dateRanges}
        nameOf={(range) => nameOfRange(range, context)}
        onChange={(dateRanges) => onChange({ dateRanges })}
      />
    )
  }
  if ('metrics' in rows) {
    return (
      <Chosen
        label={texts.freeform.addRow}
        groups={metricGroups(components)}
        values={rows.metrics}
        nameOf={(id) => findName(components, id)}
        onChange={(metrics) => onChange({ metrics })}
      />
    )
  }
  return 'items' in rows ? <Items rows={rows} onChange={onChange} context={context} /> : null
}

export const rangeGroups = ({ components }: PanelContext) => [
  ...(components.dateRanges.length > 0
    ? [{ name: texts.dates.ownRanges, choices: components.dateRanges }]
    : []),
  {
    name: texts.dates.presets,
    choices: Object.entries(texts.presets).map(([id, name]) => ({ id, name })),
  },
]

interface ItemsProps extends Omit<PartsProps, 'rows'> {
  readonly rows: Extract<RowsSetting, { items: unknown }>
}

function Items({ rows: { dimension, items }, onChange, context }: ItemsProps) {
  return (
    <>
      <ItemPicker
        label={texts.freeform.addRow}
        dataView={context.dataView}
        dimension={dimension}
        onPick={(item) => onChange({ dimension, items: [...new Set([...items, item])] })}
      />
      <Tags
        label={texts.freeform.rows}
        values={items}
        nameOf={(item) => printItem(item, dimension)}
        onChange={(next) => onChange({ dimension, items: next })}
      />
    </>
  )
}

interface ChosenProps<T> {
  readonly label: string
  readonly groups: Parameters<typeof ComponentAdder>[0]['groups']
  readonly values: readonly T[]
  readonly nameOf: (value: T) => string
  readonly onChange: (values: (T | string)[]) => void
}

function Chosen<T>({ label, groups, values, nameOf, onChange }: ChosenProps<T>) {
  const unused = groups.map(({ name, choices }) => ({
    name,
    choices: choices.filter(({ id }) => !(values as readonly unknown[]).includes(id)),
  }))
  return (
    <>
      <ComponentAdder
        label={label}
        placeholder={texts.freeform.add}
        groups={unused.filter(({ choices }) => choices.length > 0)}
        onAdd={(id) => onChange([...values, id])}
      />
      <Tags
        label={texts.freeform.rows}
        values={values}
        nameOf={nameOf}
        onChange={(next) => onChange([...next])}
      />
    </>
  )
}

interface TagsProps<T> {
  readonly label: string
  readonly values: readonly T[]
  readonly nameOf: (value: T) => string
  readonly onChange: (values: T[]) => void
}

/** What is chosen; the last one stays, as a table without rows asks for nothing. */
function Tags<T>({ label, values, nameOf, onChange }: TagsProps<T>) {
  const tags = values.map((value, index) => ({ id: index, name: nameOf(value) }))
  return (
    <TagGroup
      aria-label={label}
      size="S"
      items={tags}
      {...(values.length > 1 && {
        onRemove: (keys: Set<string | number>) =>
          onChange(values.filter((_, index) => !keys.has(index))),
      })}
    >
      {({ id, name }) => <Tag id={id}>{name}</Tag>}
    </TagGroup>
  )
}
