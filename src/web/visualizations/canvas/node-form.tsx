import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { texts } from '../../texts/index.ts'
import type { SettingsProps } from '../visualization.ts'
import type { CanvasNodeSettings, CanvasSettings } from './canvas-settings.ts'
import { nameNode, namePart, nameParts } from './canvas-words.ts'
import {
  canConnect,
  changeNode,
  connect,
  disconnect,
  removeNode,
  renameNode,
} from './edit-canvas.ts'

interface NodeFormProps extends SettingsProps<CanvasSettings> {
  readonly node: CanvasNodeSettings
}

const t = texts.canvas

/** A step: its name, its parts, and where it leads to. */
export function NodeForm({ node, settings, onChange, context: { components } }: NodeFormProps) {
  const { id, parts } = node
  const name = nameNode(node, components)
  const leadsTo = settings.arrows.filter(([from]) => from === id).map(([, to]) => to)
  const others = settings.nodes
    .filter((other) => other.id !== id && canConnect(settings.arrows, id, other.id))
    .map((other) => ({ id: other.id, name: nameNode(other, components) }))
  return (
    <fieldset aria-label={name} className={box}>
      <div className={style({ display: 'flex', alignItems: 'center', minWidth: 0 })}>
        <div className={style({ flexGrow: 1, minWidth: 0 })}>
          <TitleField
            label={`${t.name}: ${name}`}
            size="S"
            value={node.name ?? ''}
            placeholder={nameParts(parts, components)}
            onChange={(next) => onChange(renameNode(settings, id, next))}
          />
        </div>
        <ActionButton
          size="XS"
          isQuiet
          aria-label={`${t.remove}: ${name}`}
          onPress={() => onChange(removeNode(settings, id))}
        >
          <Close />
        </ActionButton>
      </div>
      {(parts.length > 1 || node.name !== undefined) && (
        <TagGroup
          aria-label={t.parts(name)}
          size="S"
          items={parts.map((part, index) => ({ id: index, part }))}
          {...(parts.length > 1 && {
            onRemove: (keys) =>
              onChange(
                changeNode(settings, id, (before) => {
                  const left = before.parts.filter((_, index) => !keys.has(index))
                  return left.length === 0 ? before : { ...before, parts: left }
                }),
              ),
          })}
        >
          {(tag) => <Tag id={tag.id}>{namePart(tag.part, components)}</Tag>}
        </TagGroup>
      )}
      {others.length > 0 && (
        <ComponentAdder
          label={t.leadsTo(name)}
          placeholder={t.connectTo}
          groups={[{ name: t.steps, choices: others }]}
          onAdd={(to) => onChange(connect(settings, id, to))}
        />
      )}
      {leadsTo.length > 0 && (
        <TagGroup
          aria-label={t.leadsTo(name)}
          size="S"
          items={settings.nodes
            .filter((other) => leadsTo.includes(other.id))
            .map((other) => ({ id: other.id, name: nameNode(other, components) }))}
          onRemove={(keys) =>
            onChange(
              [...keys].reduce(
                (next: CanvasSettings, to) => disconnect(next, [id, String(to)]),
                settings,
              ),
            )
          }
        >
          {(tag) => <Tag id={tag.id}>{`→ ${tag.name}`}</Tag>}
        </TagGroup>
      )}
    </fieldset>
  )
}

const box = style({
  display: 'grid',
  gap: 8,
  padding: 8,
  margin: 0,
  minWidth: 0,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'default',
})
