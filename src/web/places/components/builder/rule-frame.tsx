import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { Keyboard, MenuItem, Text } from '@react-spectrum/s2/Menu'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { KeyboardEvent, ReactNode } from 'react'
import type { Condition } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { printKeys } from '../../../app/keys/print-keys.ts'
import { texts } from '../../../texts/index.ts'
import { pathKey, useBuilder } from './builder-context.ts'
import { listRuleCommands } from './rule-commands.ts'
import { RuleCount } from './rule-count.tsx'
import { RuleGlyph } from './rule-glyph.tsx'
import { listsIn } from './lists-in.ts'
import { nameRule } from './say-rule.ts'

interface RuleFrameProps {
  readonly path: Path
  readonly node: Condition
  /** Beside the handle. */
  readonly head: ReactNode
  /** Below the head. */
  readonly children?: ReactNode
}

/** What is around a rule: its handle, what it keeps, what can be done with it, its keys. */
export function RuleFrame({ path, node, head, children }: RuleFrameProps) {
  const { root, edit, components, drag } = useBuilder()
  const name = nameRule(node, components)
  const commands = listRuleCommands(root, path, listsIn(components))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || !event.currentTarget.contains(event.target as Node)) return
    const found = commands.find(({ key }) => key !== undefined && isKey(event, key))
    if (found === undefined) return
    event.preventDefault()
    event.stopPropagation()
    edit(found.edited)
  }
  return (
    <div
      role="group"
      aria-label={texts.builder.rule(name)}
      className={frame({ scope: scopeOf(node) })}
      onKeyDown={onKeyDown}
    >
      <div className={row}>
        <div
          role="button"
          tabIndex={0}
          draggable
          data-rule={pathKey(path)}
          aria-label={texts.builder.rule(name)}
          aria-description={texts.builder.keysHint}
          className={handle}
          onDragStart={(event) => {
            event.stopPropagation()
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', name)
            // The page may change only after the browser has begun.
            setTimeout(() => drag(path))
          }}
          onDragEnd={() => drag(null)}
        >
          <RuleGlyph node={node} />
        </div>
        <div className={fields}>{head}</div>
        <RuleCount path={path} />
        <ActionMenu
          isQuiet
          size="S"
          aria-label={texts.builder.moreOf(name)}
          disabledKeys={commands.filter(({ edited }) => edited === null).map(({ id }) => id)}
          onAction={(id) => {
            const found = commands.find((command) => command.id === id)
            if (found !== undefined) edit(found.edited)
          }}
        >
          {commands.map(({ id, name: label, key }) => (
            <MenuItem key={id} id={id} textValue={label}>
              <Text slot="label">{label}</Text>
              {key !== undefined && <Keyboard>{printKeys(`Alt+${key}`)}</Keyboard>}
            </MenuItem>
          ))}
        </ActionMenu>
      </div>
      {children}
    </div>
  )
}

/** Alt makes letters into others on some keyboards. */
const isKey = (event: KeyboardEvent, key: string): boolean =>
  key === 'g' ? event.code === 'KeyG' : event.key === key

const scopeOf = (node: Condition): 'event' | 'session' | 'person' | 'list' | 'none' => {
  if (!('container' in node)) return 'none'
  const { container } = node
  return container === 'event' || container === 'session' || container === 'person'
    ? container
    : 'list'
}

const frame = style({
  display: 'grid',
  gap: 8,
  minWidth: 0,
  paddingX: 8,
  paddingY: 4,
  borderRadius: 'default',
  backgroundColor: 'layer-2',
  borderStyle: 'solid',
  borderWidth: 1,
  borderStartWidth: {
    default: 1,
    scope: { event: 4, session: 4, person: 4, list: 4, none: 1 },
  },
  borderColor: {
    default: 'gray-200',
    scope: {
      event: 'orange-700',
      session: 'green-700',
      person: 'blue-700',
      list: 'purple-700',
      none: 'gray-200',
    },
  },
})
const row = style({ display: 'flex', alignItems: 'center', gap: 8, minHeight: 32 })
const fields = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  flexGrow: 1,
  minWidth: 0,
  font: 'ui-sm',
  color: 'neutral',
})
const handle = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  size: 24,
  flexShrink: 0,
  padding: 0,
  borderWidth: 0,
  borderRadius: 'sm',
  cursor: 'grab',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  outlineStyle: { default: 'none', ':focus': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
