import { ActionButton } from '@react-spectrum/s2/ActionButton'
import More from '@react-spectrum/s2/icons/More'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRef, useState } from 'react'
import { actHandlers } from '../../components/act-handlers.ts'
import { printFigure } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import type { PlacedNode } from './flow-layout.ts'

export type OnAct = ((element: Element) => void) | undefined

/** What a node is called. */
export const nameOfNode = ({ special, item, dimension, label }: PlacedNode): string =>
  special === undefined ? printItem(item, dimension, label) : texts.flow.specials[special]

interface FlowNodesProps {
  readonly nodes: readonly PlacedNode[]
  readonly width: number
  /** Starts the flow at an item. */
  readonly onPick: (node: PlacedNode) => void
  readonly actOn: (node: PlacedNode) => OnAct
}

export const FlowNodes = ({ nodes, width, onPick, actOn }: FlowNodesProps) =>
  nodes.map((node) => (
    <FlowNodeBox key={node.id} node={node} width={width} onPick={onPick} onAct={actOn(node)} />
  ))

interface FlowNodeBoxProps extends Pick<FlowNodesProps, 'width' | 'onPick'> {
  readonly node: PlacedNode
  readonly onAct: OnAct
}

/** Pressed, an item is where the flow starts; the other nodes show what can be done with them. */
function FlowNodeBox({ node, width, onPick, onAct }: FlowNodeBoxProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isPointed, setPointed] = useState(false)
  const { special, paths, x, y, height } = node
  const name = nameOfNode(node)
  const open = () => button.current && onAct?.(button.current)
  return (
    <div
      style={{ left: x, top: y, width, height }}
      className={style({ position: 'absolute', display: 'flex' })}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <button
        ref={button}
        type="button"
        disabled={special !== undefined && onAct === undefined}
        title={`${name}: ${texts.flow.paths(printFigure(paths))}`}
        onClick={() => (special === undefined ? onPick(node) : open())}
        {...actHandlers(onAct)}
        className={box({ isSpecial: special !== undefined })}
      >
        <span className={style({ flexGrow: 1, truncate: true, textAlign: 'start' })}>{name}</span>
        <span className={style({ fontWeight: 'bold' })}>{printFigure(paths)}</span>
      </button>
      {isPointed && onAct !== undefined && (
        <div className={more}>
          <ActionButton
            size="XS"
            excludeFromTabOrder
            aria-label={texts.act.menu(name)}
            onPress={open}
          >
            <More />
          </ActionButton>
        </div>
      )}
    </div>
  )
}

const more = style({
  position: 'absolute',
  insetStart: 'full',
  top: 0,
  bottom: 0,
  display: 'flex',
  alignItems: 'center',
  zIndex: 1,
})
const box = style({
  width: 'full',
  display: 'flex',
  gap: 8,
  alignItems: 'center',
  boxSizing: 'border-box',
  paddingX: 8,
  paddingY: 0,
  font: 'ui-sm',
  color: 'neutral',
  backgroundColor: {
    default: 'blue-200',
    isSpecial: 'gray-200',
    ':hover': { default: 'blue-300', isSpecial: 'gray-200' },
  },
  borderWidth: 0,
  borderRadius: 'sm',
  cursor: { default: 'pointer', ':disabled': 'default' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
