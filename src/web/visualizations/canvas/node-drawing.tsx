import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { type CSSProperties, useState } from 'react'
import { texts } from '../../texts/index.ts'
import type { BoardNode } from './board-types.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import { MarkBox } from './mark-box.tsx'
import { NameField } from './name-field.tsx'
import { NodeMenu } from './node-menu.tsx'

/** A step: its name, its numbers, those who went no further, and what changes it. */
export function NodeDrawing({ data }: NodeProps<BoardNode>) {
  const { node, edits, direction, current, onFocus } = data
  const [isRenaming, setRenaming] = useState(false)
  const { id, name, value, percent, secondary, lost } = node
  const isRight = direction === 'RIGHT'
  return (
    <div className={card({ isEditable: edits !== null })} style={size}>
      <Handle
        type="target"
        position={isRight ? Position.Left : Position.Top}
        isConnectable={edits !== null}
        style={handleStyle(edits !== null)}
      />
      <div className={style({ display: 'flex', alignItems: 'start' })}>
        {isRenaming && edits !== null ? (
          <NameField
            label={texts.canvas.name}
            value={name}
            onDone={(next) => {
              setRenaming(false)
              if (next !== null && next !== name) edits.rename(id, next)
              onFocus(id)
            }}
          />
        ) : (
          <MarkBox mark={node} isCurrent={current === id} onFocus={onFocus}>
            <span className={title} title={name}>
              {name}
            </span>
            <span className={numbers}>
              <span className={style({ font: 'ui', fontWeight: 'bold' })}>{value}</span>
              <span className={style({ color: 'neutral-subdued', truncate: true })}>{percent}</span>
            </span>
            {secondary !== null && (
              <span className={style({ color: 'neutral-subdued', truncate: true })}>
                {secondary}
              </span>
            )}
          </MarkBox>
        )}
        {edits !== null && (
          <NodeMenu
            data={data}
            edits={edits}
            isCurrent={[id, lost?.id].includes(current)}
            onRename={() => setRenaming(true)}
          />
        )}
      </div>
      {lost !== null && (
        <MarkBox mark={lost} isCurrent={current === lost.id} onFocus={onFocus}>
          <span className={style({ color: 'neutral-subdued', truncate: true })}>{lost.text}</span>
        </MarkBox>
      )}
      <Handle
        type="source"
        position={isRight ? Position.Right : Position.Bottom}
        isConnectable={edits !== null}
        style={handleStyle(edits !== null)}
      />
    </div>
  )
}

const size = { width: NODE_WIDTH, height: NODE_HEIGHT }

const card = style({
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  boxSizing: 'border-box',
  padding: 4,
  backgroundColor: 'elevated',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-300',
  borderRadius: 'default',
  boxShadow: 'elevated',
  cursor: { default: 'default', isEditable: 'grab' },
})
const title = style({ font: 'ui-sm', fontWeight: 'bold', color: 'neutral', truncate: true })
const numbers = style({ display: 'flex', alignItems: 'baseline', columnGap: 8, minWidth: 0 })

/** Its own style sheet would win over a class. */
const handleStyle = (isEditable: boolean): CSSProperties => ({
  visibility: isEditable ? 'visible' : 'hidden',
  width: 10,
  borderRadius: '50%',
  height: 10,
  borderWidth: 1.5,
  borderStyle: 'solid',
  borderColor: 'light-dark(#8f8f8f, #8a8a8a)',
  backgroundColor: 'light-dark(#fff, #222)',
})
