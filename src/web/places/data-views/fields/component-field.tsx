import {
  ComboBox,
  ComboBoxItem,
  ComboBoxSection,
  Header,
  Heading,
} from '@react-spectrum/s2/ComboBox'
import { splitByFolder } from '../../../components/component-groups.ts'
import { texts } from '../../../texts/index.ts'
import type { ListName } from '../component-list.ts'
import { componentGroups, useShownView } from '../view-context.ts'
import { wide } from './field-styles.ts'
import type { Hints } from './field-props.ts'

interface ComponentFieldProps extends Hints {
  readonly list: ListName
  readonly value: string
  /** Whether it can be none. */
  readonly isOptional: boolean
  readonly onChange: (id: string | undefined) => void
}

const NONE = ' none'

/** Chooses a component of the data view as it is now. */
export function ComponentField({
  list,
  value,
  isOptional,
  onChange,
  ...hints
}: ComponentFieldProps) {
  const groups = componentGroups(useShownView(), list)
  return (
    <ComboBox
      {...hints}
      isRequired={!isOptional}
      menuTrigger="focus"
      selectedKey={value === '' ? (isOptional ? NONE : null) : value}
      onSelectionChange={(key) => key !== null && onChange(key === NONE ? undefined : String(key))}
      styles={wide}
    >
      {isOptional && <ComboBoxItem id={NONE}>{texts.dataViewSettings.notSaid}</ComboBoxItem>}
      {groups.flatMap(splitByFolder).map(({ name, choices }) => (
        <ComboBoxSection key={name} id={name}>
          <Header>
            <Heading>{name}</Heading>
          </Header>
          {choices.map((choice) => (
            <ComboBoxItem key={choice.id} id={choice.id}>
              {choice.name}
            </ComboBoxItem>
          ))}
        </ComboBoxSection>
      ))}
    </ComboBox>
  )
}
