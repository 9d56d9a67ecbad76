import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import {
  Header,
  Heading,
  MenuItem,
  MenuSection,
  SubmenuTrigger,
  Menu,
  Text,
} from '@react-spectrum/s2/Menu'
import type { Formula } from '../../../../../model/formula.ts'
import { texts } from '../../../../texts/index.ts'
import { useBlocks } from './blocks-context.ts'
import { listBlockCommands } from './block-commands.ts'
import { type BlockPath, isNarrowed, withSegments } from './formula-tree.ts'

interface BlockMenuProps {
  readonly node: Formula
  readonly path: BlockPath
  readonly name: string
}

const t = texts.metric.blocks

/** What can be done with a block. */
export function BlockMenu({ node, path, name }: BlockMenuProps) {
  const blocks = useBlocks()
  const { components, edit, replace } = blocks
  const commands = listBlockCommands(blocks, path)
  const run = (id: string) => {
    const found = commands.find((command) => command.id === id)
    if (found !== undefined) edit(found.tree, found.focus)
  }
  const segments = isNarrowed(node)
    ? components.segments.filter(({ id }) => node.segments?.includes(id) !== true)
    : []
  return (
    <ActionMenu
      isQuiet
      size="S"
      aria-label={t.moreOf(name)}
      disabledKeys={commands.filter(({ tree }) => tree === null).map(({ id }) => id)}
      onAction={(key) => run(String(key))}
    >
      {(['put', 'replace', 'take'] as const).map((section) => (
        <MenuSection key={section}>
          <Header>
            <Heading>{t.sections[section]}</Heading>
          </Header>
          {commands
            .filter((command) => command.section === section)
            .map(({ id, label }) => (
              <MenuItem key={id} id={id}>
                {label}
              </MenuItem>
            ))}
        </MenuSection>
      ))}
      {segments.length > 0 && isNarrowed(node) && (
        <SubmenuTrigger>
          <MenuItem id="narrow">
            <Text slot="label">{t.narrow}</Text>
          </MenuItem>
          <Menu
            onAction={(id) =>
              replace(path, withSegments(node, [...(node.segments ?? []), String(id)]))
            }
          >
            {segments.map(({ id, name: segment }) => (
              <MenuItem key={id} id={id}>
                {segment}
              </MenuItem>
            ))}
          </Menu>
        </SubmenuTrigger>
      )}
    </ActionMenu>
  )
}
