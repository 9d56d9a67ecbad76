import { ActionButton } from '@react-spectrum/s2/ActionButton'
import More from '@react-spectrum/s2/icons/More'
import { Header, Heading, Menu, MenuItem, MenuSection, MenuTrigger } from '@react-spectrum/s2/Menu'
import { texts } from '../../texts/index.ts'
import type { CanvasEdits, NodeData } from './board-types.ts'

interface NodeMenuProps {
  readonly data: NodeData
  readonly edits: CanvasEdits
  /** Whether Tab goes to it, after the marks of its node. */
  readonly isCurrent: boolean
  readonly onRename: () => void
}

const t = texts.canvas

/** Connects a node, names it, takes it away. */
export function NodeMenu({ data, edits, isCurrent, onRename }: NodeMenuProps) {
  const { node, canLeadTo, leadsTo } = data
  const act = (key: string) => {
    const [action, id = ''] = key.split(' ')
    if (action === 'to') edits.connect(node.id, id)
    if (action === 'off') edits.disconnect(node.id, id)
    if (action === 'rename') onRename()
    if (action === 'remove') edits.remove(node.id)
  }
  return (
    <div className="nodrag nopan">
      <MenuTrigger>
        <ActionButton
          size="XS"
          isQuiet
          aria-label={t.more(node.name)}
          {...(!isCurrent && { excludeFromTabOrder: true })}
        >
          <More />
        </ActionButton>
        <Menu onAction={(key) => act(String(key))}>
          <MenuSection aria-label={t.changes}>
            <MenuItem id="rename">{t.rename}</MenuItem>
            <MenuItem id="remove">{t.remove}</MenuItem>
          </MenuSection>
          {canLeadTo.length > 0 && (
            <MenuSection>
              <Header>
                <Heading>{t.connectTo}</Heading>
              </Header>
              {canLeadTo.map(({ id, name }) => (
                <MenuItem key={id} id={`to ${id}`} textValue={t.connect(name)}>
                  {name}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {leadsTo.length > 0 && (
            <MenuSection aria-label={t.leadsTo(node.name)}>
              {leadsTo.map(({ id, name }) => (
                <MenuItem key={id} id={`off ${id}`}>
                  {t.disconnect(name)}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </MenuTrigger>
    </div>
  )
}
