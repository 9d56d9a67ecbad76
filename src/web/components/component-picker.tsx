import {
  ComboBox,
  ComboBoxItem,
  ComboBoxSection,
  Header,
  Heading,
} from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { Group } from './component-groups.ts'

interface ComponentPickerProps {
  readonly label: string
  readonly groups: readonly Group[]
  readonly value: string
  readonly onChange: (id: string) => void
}

/** Chooses one component; typing searches. */
export function ComponentPicker({ label, groups, value, onChange }: ComponentPickerProps) {
  return (
    <ComboBox
      label={label}
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
  readonly groups: readonly Group[]
  readonly onAdd: (id: string) => void
}

/** Adds a component, and is empty again for the next one. */
export function ComponentAdder({ label, placeholder, groups, onAdd }: ComponentAdderProps) {
  const [added, setAdded] = useState(0)
  return (
    <ComboBox
      key={added}
      label={label}
      size="S"
      placeholder={placeholder}
      autoFocus={added > 0}
      menuTrigger="focus"
      onSelectionChange={(key) => {
        if (key === null) return
        setAdded(added + 1)
        onAdd(String(key))
      }}
      styles={width}
    >
      {sections(groups)}
    </ComboBox>
  )
}

const sections = (groups: readonly Group[]) =>
  groups.map(({ name, choices }) => (
    <ComboBoxSection key={name} id={name}>
      <Header>
        <Heading>{name}</Heading>
      </Header>
      {choices.map((choice) => (
        <ComboBoxItem key={choice.id} id={choice.id} textValue={choice.name}>
          {choice.name}
        </ComboBoxItem>
      ))}
    </ComboBoxSection>
  ))

const width = style({ width: 176 })
