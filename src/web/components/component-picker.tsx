import {
  ComboBox,
  ComboBoxItem,
  ComboBoxSection,
  Header,
  Heading,
  Text,
} from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ChoiceGroup, splitByFolder } from './component-groups.ts'
import { useEmptied } from './use-emptied.ts'

interface ComponentPickerProps {
  readonly label: string
  readonly groups: readonly ChoiceGroup[]
  readonly value: string
  readonly onChange: (id: string) => void
  readonly isLabelHidden?: boolean
}

/** Chooses one component; typing searches. */
export function ComponentPicker(props: ComponentPickerProps) {
  const { label, groups, value, onChange, isLabelHidden = false } = props
  return (
    <ComboBox
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      size="S"
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      styles={width}
    >
      {sections(groups)}
    </ComboBox>
  )
}

interface ComponentAdderProps {
  readonly label: string
  readonly placeholder: string
  readonly groups: readonly ChoiceGroup[]
  readonly onAdd: (id: string) => void
}

/** Adds a component, and is empty again for the next one. */
export function ComponentAdder({ label, placeholder, groups, onAdd }: ComponentAdderProps) {
  const emptied = useEmptied()
  return (
    <ComboBox
      key={emptied.key}
      {...emptied.props}
      label={label}
      size="S"
      placeholder={placeholder}
      onSelectionChange={(key) => {
        if (key === null) return
        emptied.empty()
        onAdd(String(key))
      }}
      styles={width}
    >
      {sections(groups)}
    </ComboBox>
  )
}

const sections = (groups: readonly ChoiceGroup[]) =>
  groups.flatMap(splitByFolder).map(({ name, choices }) => (
    <ComboBoxSection key={name} id={name}>
      <Header>
        <Heading>{name}</Heading>
      </Header>
      {choices.map((choice) => (
        <ComboBoxItem key={choice.id} id={choice.id} textValue={choice.name}>
          <Text slot="label">{choice.name}</Text>
          {choice.description && <Text slot="description">{choice.description}</Text>}
        </ComboBoxItem>
      ))}
    </ComboBoxSection>
  ))

const width = style({ width: 176 })
