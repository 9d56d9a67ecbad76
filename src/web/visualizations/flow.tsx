import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FlowRequestInput, FlowResult } from '../../query/reports/flow/request.ts'
import type { Item } from '../../model/result.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { dimensionGroups, findName } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure } from '../components/figures.ts'
import { ItemPicker } from '../components/item-picker.tsx'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts.ts'
import { layOutFlow, nodeWidth, type PlacedLink, type PlacedNode } from './flow/flow-layout.ts'
import { firstDimension, isItem, readChoice, textOr } from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  type SettingsProps,
  readPanelScope,
  type VisualizationProps,
} from './visualization.ts'

const directions = ['starts-with', 'contains', 'ends-with'] as const

interface FlowSettings {
  readonly dimension: string
  readonly direction: (typeof directions)[number]
  /** Where the flow starts, passes or ends; any first item without it. */
  readonly item?: Item
  readonly container: 'person' | 'session'
}

export const flowVisualization = defineVisualization({
  kind: 'flow',
  label: texts.flow.title,
  description: texts.flow.description,
  read: readFlowSettings,
  request: flowRequest,
  Component: Flow,
})

function readFlowSettings(
  stored: Readonly<Record<string, unknown>>,
  components: ComponentList,
): FlowSettings {
  const { item } = stored
  return {
    dimension: textOr(stored['dimension'], firstDimension(components)),
    direction: readChoice(stored['direction'], directions, 'starts-with'),
    ...(isItem(item) ? { item } : {}),
    container: readChoice(stored['container'], ['person', 'session'], 'session'),
  }
}

type Props = VisualizationProps<FlowResult, FlowSettings>

function Flow({ report, ...props }: Props) {
  const { settings, onChange, context } = props
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <FlowControls {...props} />
      <ReportFrame report={report}>
        {(result) => (
          <FlowDrawing
            result={result}
            label={texts.flow.drawingOf(findName(context.components, settings.dimension))}
            onPick={(item) => onChange({ ...settings, item })}
          />
        )}
      </ReportFrame>
    </div>
  )
}

function flowRequest(settings: FlowSettings, context: PanelContext): FlowRequestInput {
  const { dimension, direction, item, container } = settings
  const anchor =
    item === undefined ? {} : { anchor: { [direction]: { item } } as FlowRequestInput['anchor'] }
  return { kind: 'flow', ...readPanelScope(context), dimension, container, columns: 3, ...anchor }
}

function FlowControls({ settings, onChange, context }: SettingsProps<FlowSettings>) {
  return (
    <Controls>
      <ComponentPicker
        label={texts.components.dimension}
        groups={dimensionGroups(context.components)}
        value={settings.dimension}
        onChange={(dimension) => {
          const { item: _, ...rest } = settings
          onChange({ ...rest, dimension })
        }}
      />
      <ChoicePicker
        label={texts.flow.direction}
        value={settings.direction}
        choices={texts.flow.directions}
        onChange={(direction) => onChange({ ...settings, direction })}
      />
      <ItemPicker
        key={settings.dimension}
        label={
          settings.item === undefined
            ? texts.flow.item
            : texts.flow.chosenItem(printItem(settings.item, settings.dimension))
        }
        dataView={context.dataView}
        dimension={settings.dimension}
        onPick={(item) => onChange({ ...settings, item })}
      />
      <ChoicePicker
        label={texts.fallout.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => onChange({ ...settings, container })}
      />
    </Controls>
  )
}

interface FlowDrawingProps {
  readonly result: FlowResult
  readonly label: string
  readonly onPick: (item: Item) => void
}

/** Columns of nodes with ribbons between them; pressing an item starts the flow there. */
function FlowDrawing({ result, label, onPick }: FlowDrawingProps) {
  if (result.columns.every(({ nodes }) => nodes.length === 0)) {
    return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
  }
  const { nodes, links, width, height } = layOutFlow(result)
  return (
    <div className={style({ overflowX: 'auto' })}>
      <div
        role="group"
        aria-label={label}
        style={{ width, height }}
        className={style({ position: 'relative', minWidth: 0 })}
      >
        <svg
          width={width}
          height={height}
          aria-hidden="true"
          className={style({ position: 'absolute' })}
        >
          {links.map((link) => (
            <path
              key={`${link.from.id}→${link.to.id}`}
              d={ribbon(link)}
              strokeWidth={link.width}
              className={style({ fill: 'none', stroke: 'blue-500', opacity: 0.35 })}
            />
          ))}
        </svg>
        {nodes.map((node) => (
          <FlowNodeBox key={node.id} node={node} onPick={onPick} />
        ))}
      </div>
    </div>
  )
}

function ribbon({ from, to, fromY, toY }: PlacedLink): string {
  const start = from.x + nodeWidth
  const middle = (start + to.x) / 2
  return `M${start},${fromY} C${middle},${fromY} ${middle},${toY} ${to.x},${toY}`
}

interface FlowNodeBoxProps {
  readonly node: PlacedNode
  readonly onPick: (item: Item) => void
}

function FlowNodeBox({ node, onPick }: FlowNodeBoxProps) {
  const { special, item, dimension, label, paths, x, y, height } = node
  const name = special ? texts.flow.specials[special] : printItem(item, dimension, label)
  return (
    <button
      type="button"
      disabled={special !== undefined}
      title={`${name}: ${texts.flow.paths(printFigure(paths))}`}
      onClick={() => onPick(item)}
      style={{ left: x, top: y, width: nodeWidth, height }}
      className={nodeBox({ isSpecial: special !== undefined })}
    >
      <span className={style({ flexGrow: 1, truncate: true, textAlign: 'start' })}>{name}</span>
      <span className={style({ fontWeight: 'bold' })}>{printFigure(paths)}</span>
    </button>
  )
}

const nodeBox = style({
  position: 'absolute',
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
  cursor: { default: 'pointer', isSpecial: 'default' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
