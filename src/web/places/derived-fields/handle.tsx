import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import MoveIcon from '@react-spectrum/s2/icons/Move'
import { Keyboard, MenuItem, Text } from '@react-spectrum/s2/Menu'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { KeyboardEvent } from 'react'
import type { Path } from '../../../model/path.ts'
import { printKeys } from '../../app/keys/print-keys.ts'
import { texts } from '../../texts/index.ts'
import { placeKey } from './use-focus-place.ts'

/** Something that can be done with a card or row; `run` is null where it cannot be now. */
export interface PlaceCommand {
  readonly id: keyof typeof texts.derivedFields.menu
  readonly run: (() => void) | null
}

/** With Alt. */
const keys: Readonly<Record<PlaceCommand['id'], string>> = {
  up: 'ArrowUp',
  down: 'ArrowDown',
  copy: 'd',
  remove: 'Delete',
}

/** Alt makes letters into others on some keyboards. */
const isKey = (event: KeyboardEvent, key: string): boolean =>
  key === 'd' ? event.code === 'KeyD' : event.key === key

/** What keys within a card or row do with it; the innermost takes them. */
export function onPlaceKey(
  event: KeyboardEvent<HTMLElement>,
  commands: readonly PlaceCommand[],
): void {
  if (!event.altKey || !event.currentTarget.contains(event.target as Node)) return
  const found = commands.find(({ id }) => isKey(event, keys[id]))
  if (found === undefined) return
  event.preventDefault()
  event.stopPropagation()
  found.run?.()
}

interface HandleProps {
  readonly name: string
  readonly path: Path
}

/** Takes the focus of a card or row, and says its keys. */
export const Handle = ({ name, path }: HandleProps) => (
  <button
    type="button"
    data-place={placeKey(path)}
    aria-label={name}
    aria-description={texts.derivedFields.keysHint}
    title={texts.derivedFields.keysHint}
    className={handle}
  >
    <MoveIcon />
  </button>
)

interface PlaceMenuProps {
  readonly name: string
  readonly commands: readonly PlaceCommand[]
}

/** What can be done with a card or row, with the keys for it. */
export const PlaceMenu = ({ name, commands }: PlaceMenuProps) => (
  <ActionMenu
    isQuiet
    size="S"
    aria-label={texts.derivedFields.moreOf(name)}
    disabledKeys={commands.filter(({ run }) => run === null).map(({ id }) => id)}
    onAction={(id) => commands.find((each) => each.id === id)?.run?.()}
  >
    {commands.map(({ id }) => (
      <MenuItem key={id} id={id} textValue={texts.derivedFields.menu[id]}>
        <Text slot="label">{texts.derivedFields.menu[id]}</Text>
        <Keyboard>{printKeys(`Alt+${keys[id]}`)}</Keyboard>
      </MenuItem>
    ))}
  </ActionMenu>
)

const handle = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  size: 24,
  flexShrink: 0,
  padding: 0,
  borderWidth: 0,
  borderRadius: 'sm',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  outlineStyle: { default: 'none', ':focus': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
