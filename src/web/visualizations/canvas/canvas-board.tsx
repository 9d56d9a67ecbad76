import '@xyflow/react/dist/base.css'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ReactFlow, ReactFlowProvider } from '@xyflow/react'
import type { Size } from '../../charts/box.ts'
import { useSize } from '../../charts/use-size.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { ArrowDrawing } from './arrow-drawing.tsx'
import { BoardButtons } from './board-buttons.tsx'
import { heightBelow, isFixed } from './board-size.ts'
import type { CanvasSettings } from './canvas-settings.ts'
import type { DescribedCanvas } from './describe-canvas.ts'
import { canConnect, forgetPositions } from './edit-canvas.ts'
import { NodeDrawing } from './node-drawing.tsx'
import { useBoard } from './use-board.ts'
import { usePositions } from './use-positions.ts'

interface CanvasBoardProps {
  readonly settings: CanvasSettings
  readonly described: DescribedCanvas
  /** Takes changed settings; null where it is only read. */
  readonly onChange: ((settings: CanvasSettings) => void) | null
}

const nodeTypes = { step: NodeDrawing }
const edgeTypes = { arrow: ArrowDrawing }

/** The drawing: what is seen of it is drawn; a phone has it from top to bottom, as it was laid out. */
export function CanvasBoard(props: CanvasBoardProps) {
  const [room, size] = useSize<HTMLDivElement>()
  return (
    <div ref={room} className={frame}>
      {size !== null && size.width > 0 && (
        <ReactFlowProvider>
          <Board {...props} size={size} />
        </ReactFlowProvider>
      )}
    </div>
  )
}

interface BoardProps extends CanvasBoardProps {
  readonly size: Size
}

function Board({ settings, described, onChange, size }: BoardProps) {
  const isStill = isFixed(size)
  const { positions, bends, error, retry } = usePositions(settings, isStill)
  const board = useBoard({
    settings,
    described,
    onChange,
    positions,
    bends,
    direction: isStill ? 'DOWN' : 'RIGHT',
    size,
  })
  if (error !== null) return <ProblemNotice error={error} onRetry={retry} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      ref={board.element}
      role="group"
      tabIndex={-1}
      aria-label={texts.canvas.drawing}
      aria-description={texts.canvas.keys}
      className={drawing}
      style={{ height: isStill ? heightBelow(positions, size) : '100%' }}
      onKeyDown={board.onKeyDown}
    >
      <ReactFlow
        nodes={board.nodes}
        edges={board.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={board.onNodesChange}
        onConnect={({ source, target }) => board.edits?.connect(source, target)}
        isValidConnection={({ source, target }) => canConnect(settings.arrows, source, target)}
        onMoveStart={board.onMoveStart}
        nodesDraggable={board.edits !== null && !isStill}
        nodesConnectable={board.edits !== null}
        elementsSelectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        onlyRenderVisibleElements={!isStill}
        panOnDrag={!isStill}
        zoomOnScroll={false}
        zoomOnPinch={!isStill}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        minZoom={0.2}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
      />
      {!isStill && (
        <BoardButtons
          onFit={board.fit}
          {...(board.edits !== null &&
            settings.nodes.some(({ position }) => position !== undefined) && {
              onArrange: () => onChange?.(forgetPositions(settings)),
            })}
        />
      )}
      <div role="status" className={hidden}>
        {board.said}
      </div>
    </div>
  )
}

const frame = style({ flexGrow: 1, minWidth: 0, minHeight: 280, display: 'flex' })
const drawing = style({ position: 'relative', flexGrow: 1, minWidth: 0, outlineStyle: 'none' })
const hidden = style({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
})
