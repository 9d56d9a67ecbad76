import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
} from 'react-aria-components'
import { texts } from '../../texts/index.ts'
import type { Command } from '../commands/command.ts'
import { useAllCommands } from '../commands/command-registry.ts'
import { KeyHint } from '../keys/key-hint.tsx'
import { Sheet } from '../sheet.tsx'
import { matchCommands } from './match-commands.ts'
import { useFoundCommands } from './use-found-commands.ts'

interface PaletteProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Goes anywhere, does anything, finds any project: by its name. */
export function CommandPalette({ isOpen, onOpenChange }: PaletteProps) {
  return (
    <Sheet label={texts.palette.title} isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => <Finder onDone={close} />}
    </Sheet>
  )
}

function Finder({ onDone }: { readonly onDone: () => void }) {
  const [text, setText] = useState('')
  const commands = [...useAllCommands(), ...useFoundCommands(text)]
  const groups = matchCommands(commands, text)
  const run = (id: string) => {
    onDone()
    commands.find((command) => command.id === id)?.run()
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label={texts.palette.title} autoFocus className={field}>
        <Input placeholder={texts.palette.placeholder} className={input} />
      </SearchField>
      <Menu
        aria-label={texts.palette.results}
        className={list}
        onAction={(key) => run(String(key))}
        renderEmptyState={() => <p className={nothing}>{texts.palette.nothing}</p>}
      >
        {groups.map(({ name, commands: found }) => (
          <MenuSection key={name} id={name}>
            <Header className={heading}>{name}</Header>
            {found.map((command) => (
              <Entry key={command.id} command={command} />
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  )
}

const Entry = ({ command: { id, name, hint, keys } }: { readonly command: Command }) => (
  <MenuItem id={id} textValue={name} className={entry}>
    <span className={style({ flexGrow: 1, minWidth: 0, truncate: true })}>{name}</span>
    {hint !== undefined && (
      <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{hint}</span>
    )}
    {keys !== undefined && <KeyHint keys={keys} />}
  </MenuItem>
)

const field = style({
  display: 'flex',
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const input = style({
  font: 'ui-lg',
  color: 'neutral',
  backgroundColor: 'transparent',
  borderStyle: 'none',
  outlineStyle: 'none',
  flexGrow: 1,
  paddingX: 16,
  paddingY: 12,
})
const list = style({
  maxHeight: 400,
  overflowY: 'auto',
  padding: 8,
  outlineStyle: 'none',
})
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
  gap: 12,
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
const nothing = style({ font: 'ui', color: 'neutral-subdued', padding: 16, margin: 0 })
