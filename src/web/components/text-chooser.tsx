import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ComponentAdder } from './component-picker.tsx'

interface TextChooserProps {
  readonly label: string
  readonly placeholder: string
  readonly choices: readonly string[]
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  /** What it means that none is chosen. */
  readonly none: string
}

/** Any number of some choices, found by typing. */
export function TextChooser(props: TextChooserProps) {
  const { label, placeholder, choices, value, onChange, none } = props
  const left = choices.filter((choice) => !value.includes(choice))
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <ComponentAdder
        label={label}
        placeholder={placeholder}
        groups={[{ name: label, choices: left.map((id) => ({ id, name: id })) }]}
        onAdd={(id) => onChange([...value, id])}
      />
      {value.length === 0 ? (
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{none}</span>
      ) : (
        <TagGroup
          aria-label={label}
          size="S"
          items={value.map((id) => ({ id }))}
          onRemove={(keys) => onChange(value.filter((each) => !keys.has(each)))}
        >
          {({ id }) => <Tag id={id}>{id}</Tag>}
        </TagGroup>
      )}
    </div>
  )
}
