import { CloseButton } from '@react-spectrum/s2/CloseButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Heading } from 'react-aria-components'
import { texts } from '../../texts/index.ts'
import type { Command } from '../commands/command.ts'
import { useAllCommands } from '../commands/command-registry.ts'
import { Sheet } from '../sheet.tsx'
import { KeyHint } from './key-hint.tsx'

interface KeysDialogProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Every key that does something on this page. */
export function KeysDialog({ isOpen, onOpenChange }: KeysDialogProps) {
  const commands = useAllCommands().filter(hasKeys)
  const groups = [...new Set(commands.map(({ group }) => group))]
  return (
    <Sheet label={texts.keys.title} isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => (
        <div className={style({ padding: 24 })}>
          <div className={style({ display: 'flex', alignItems: 'center' })}>
            <Heading slot="title" className={title}>
              {texts.keys.title}
            </Heading>
            <CloseButton onPress={close} />
          </div>
          {groups.map((name) => (
            <KeyList
              key={name}
              name={name}
              commands={commands.filter(({ group }) => group === name)}
            />
          ))}
        </div>
      )}
    </Sheet>
  )
}

type CommandWithKeys = Command & { readonly keys: string }

const hasKeys = (command: Command): command is CommandWithKeys => command.keys !== undefined

interface KeyListProps {
  readonly name: string
  readonly commands: readonly CommandWithKeys[]
}

const KeyList = ({ name, commands }: KeyListProps) => (
  <section aria-label={name}>
    <h3 className={heading}>{name}</h3>
    <dl className={style({ margin: 0, display: 'grid', rowGap: 4 })}>
      {commands.map((command) => (
        <div key={command.id} className={row}>
          <dt>{command.name}</dt>
          <dd className={style({ margin: 0 })}>
            <KeyHint keys={command.keys} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
)

const title = style({ font: 'title', margin: 0, flexGrow: 1 })
const heading = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  marginTop: 16,
  marginBottom: 4,
})
const row = style({
  display: 'flex',
  justifyContent: 'space-between',
  font: 'ui',
  color: 'neutral',
})
