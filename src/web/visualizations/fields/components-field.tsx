import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ChoiceGroup, findName } from '../../components/component-groups.ts'
import { ComponentAdder } from '../../components/component-picker.tsx'
import type { PanelContext } from '../visualization.ts'

interface ComponentsFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly groups: readonly ChoiceGroup[]
  readonly context: Pick<PanelContext, 'components'>
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
  readonly most: number
  /** Names of what is no component of the data view. */
  readonly nameOf?: (id: string) => string
  /** How many must stay. */
  readonly least?: number
}

/** Several components in their order, each at most once. */
export function ComponentsField({
  label,
  placeholder,
  groups,
  context,
  value,
  onChange,
  most,
  least = 1,
  nameOf = (id) => findName(context.components, id),
}: ComponentsFieldProps) {
  const unused = groups
    .map(({ name, choices }) => ({
      name,
      choices: choices.filter(({ id }) => !value.includes(id)),
    }))
    .filter(({ choices }) => choices.length > 0)
  const canRemove = value.length > least
  return (
    <div className={style({ display: 'flex', alignItems: 'end', gap: 8, flexWrap: 'wrap' })}>
      {value.length < most && unused.length > 0 && (
        <ComponentAdder
          label={label}
          placeholder={placeholder}
          groups={unused}
          onAdd={(id) => onChange([...value, id])}
        />
      )}
      {value.length > 0 && (
        <TagGroup
          aria-label={label}
          size="S"
          items={value.map((id) => ({ id, name: nameOf(id) }))}
          {...(canRemove && { onRemove: (keys) => onChange(value.filter((id) => !keys.has(id))) })}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
    </div>
  )
}
