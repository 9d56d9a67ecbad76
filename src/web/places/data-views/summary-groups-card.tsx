import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Card } from '../../components/card.tsx'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { texts } from '../../texts/index.ts'
import { componentId, listOf } from './component-list.ts'
import { stayNear } from '../../components/stay-near.ts'
import { nameOf, useViewEditing } from './view-context.ts'
import type { ViewDocument } from './view-document.ts'

const words = texts.dataViewPage

type Group = NonNullable<ViewDocument['summaryGroups']>[number]

const NONE = ''

/** Dimensions of events and of summary data that report as one. */
export function SummaryGroupsCard() {
  const { draft } = useViewEditing()
  const groups = draft.document.summaryGroups ?? []
  const write = (next: readonly Group[]) =>
    draft.change({ summaryGroups: next.length === 0 ? undefined : [...next] })
  return (
    <Card title={words.summaryGroups}>
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {words.summaryHint}
      </p>
      {groups.map((group, index) => (
        <GroupFields
          key={index}
          group={group}
          place={index + 1}
          onChange={(next) => write(groups.map((each, k) => (k === index ? next : each)))}
          onRemove={() => write(groups.filter((_, k) => k !== index))}
        />
      ))}
      <ActionButton
        size="S"
        styles={style({ justifySelf: 'start' })}
        onPress={() => write([...groups, { dimensions: [] }])}
      >
        {words.addGroup}
      </ActionButton>
    </Card>
  )
}

interface GroupFieldsProps {
  readonly group: Group
  /** From 1. */
  readonly place: number
  readonly onChange: (group: Group) => void
  readonly onRemove: () => void
}

function GroupFields({ group, place, onChange, onRemove }: GroupFieldsProps) {
  const { draft, shared } = useViewEditing()
  const { dimensions, hidden } = group
  const all = listOf(draft.document, 'dimensions').map((each) => ({
    id: componentId(each),
    name: nameOf(each, shared),
  }))
  const sayName = (id: string) => all.find((each) => each.id === id)?.name ?? id
  const without = ({ hidden: _, ...rest }: Group): Group => rest
  return (
    <fieldset aria-label={words.group(place)} className={box}>
      <ComponentAdder
        label={words.groupDimensions(place)}
        placeholder={words.addDimension}
        groups={[
          {
            name: texts.components.dimensions,
            choices: all.filter(({ id }) => !dimensions.includes(id)),
          },
        ]}
        onAdd={(id) => onChange({ ...group, dimensions: [...dimensions, id] })}
      />
      {dimensions.length > 0 && (
        <TagGroup
          aria-label={words.group(place)}
          size="S"
          items={dimensions.map((id) => ({ id, name: sayName(id) }))}
          onRemove={(keys) => {
            const left = dimensions.filter((id) => !keys.has(id))
            const isKept = hidden !== undefined && left.includes(hidden)
            onChange({ ...(isKept ? group : without(group)), dimensions: left })
          }}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
      <Picker
        label={words.groupHidden}
        size="S"
        value={hidden ?? NONE}
        onChange={(id) => onChange(id === NONE ? without(group) : { ...group, hidden: String(id) })}
        styles={style({ width: 240 })}
      >
        {[NONE, ...dimensions].map((id) => (
          <PickerItem key={id} id={id}>
            {id === NONE ? words.noneHidden : sayName(id)}
          </PickerItem>
        ))}
      </Picker>
      <ActionButton
        size="S"
        styles={style({ justifySelf: 'start' })}
        onPress={({ target }) => stayNear(target, onRemove)}
      >
        {words.removeGroup(place)}
      </ActionButton>
    </fieldset>
  )
}

const box = style({
  display: 'grid',
  gap: 8,
  margin: 0,
  padding: 12,
  minWidth: 0,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'default',
})
