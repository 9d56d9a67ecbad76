import Checkmark from '@react-spectrum/s2/icons/Checkmark'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
} from 'react-aria-components'
import { isDeepEqual } from '../../../model/projects/is-deep-equal.ts'
import { texts } from '../../texts/index.ts'
import type { SlotChoice, SlotGroup } from './slots/slot.ts'

interface SearchListProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly groups: readonly SlotGroup<unknown>[]
  /** What is chosen now. */
  readonly value: unknown
  readonly onChoose: (choice: SlotChoice<unknown>) => void
  readonly problem?: string
}

/** A list that typing narrows; arrow keys walk through it while one types. */
export function SearchList(props: SearchListProps) {
  const { label, text, onText, groups, value, onChoose, problem } = props
  const choices = groups.flatMap((group) => group.choices)
  const isChosen = ({ takes }: SlotChoice<unknown>) =>
    'value' in takes && isDeepEqual(takes.value, value)
  const keyed = new Map(choices.map((choice, k) => [choice, String(k)]))
  return (
    <Autocomplete inputValue={text} onInputChange={onText}>
      <SearchField aria-label={label} autoFocus className={field}>
        <Input placeholder={texts.ask.search} className={input} />
      </SearchField>
      <Menu
        aria-label={label}
        className={list}
        shouldCloseOnSelect={false}
        onAction={(key) => {
          const choice = choices[Number(key)]
          if (choice !== undefined) onChoose(choice)
        }}
        renderEmptyState={() => <p className={nothing}>{problem ?? texts.ask.nothing}</p>}
      >
        {groups.map((group) => (
          <MenuSection key={group.name} id={group.name} aria-label={group.name}>
            <Header className={heading}>{group.name}</Header>
            {group.choices.map((choice) => (
              <Choice
                key={keyed.get(choice)}
                id={keyed.get(choice) ?? ''}
                choice={choice}
                isChosen={isChosen(choice)}
              />
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  )
}

interface ChoiceProps {
  readonly id: string
  readonly choice: SlotChoice<unknown>
  readonly isChosen: boolean
}

const Choice = ({ id, choice: { name, hint, takes }, isChosen }: ChoiceProps) => (
  <MenuItem
    id={id}
    textValue={name}
    className={entry}
    {...(isChosen && { 'aria-current': 'true' as const })}
  >
    <span className={style({ flexGrow: 1, minWidth: 0, display: 'grid' })}>
      <span className={style({ truncate: true })}>{name}</span>
      {hint !== undefined && <span className={about}>{hint}</span>}
    </span>
    {isChosen && <Checkmark />}
    {'further' in takes && <ChevronRight />}
  </MenuItem>
)

const field = style({
  display: 'flex',
  flexShrink: 0,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const input = style({
  font: 'ui',
  color: 'neutral',
  backgroundColor: 'transparent',
  borderStyle: 'none',
  outlineStyle: 'none',
  flexGrow: 1,
  minWidth: 0,
  paddingX: 12,
  paddingY: 8,
})
const list = style({ overflowY: 'auto', padding: 4, outlineStyle: 'none', maxHeight: 320 })
const heading = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  paddingX: 8,
  paddingTop: 8,
  paddingBottom: 4,
})
const entry = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  font: 'ui',
  color: 'neutral',
  paddingX: 8,
  paddingY: 4,
  minHeight: 28,
  borderRadius: 'default',
  cursor: 'pointer',
  outlineStyle: 'none',
  backgroundColor: { default: 'transparent', isFocused: 'gray-100' },
})
const about = style({ font: 'ui-xs', color: 'neutral-subdued', truncate: true })
const nothing = style({ font: 'ui-sm', color: 'neutral-subdued', padding: 12, margin: 0 })
