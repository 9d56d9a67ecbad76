import AddIcon from '@react-spectrum/s2/icons/Add'
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
import { IconButton } from '../components/icon-button.tsx'
import { ItemPicker } from '../components/item-picker.tsx'
import { printItem } from '../components/item-text.ts'
import { useSize } from '../charts/use-size.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { layOutFlow, type PlacedLink, type PlacedNode } from './flow/flow-layout.ts'
import { FlowLinks, nameOfLink } from './flow/flow-links.tsx'
import { FlowNodes, nameOfNode, type OnAct } from './flow/flow-nodes.tsx'
import { useGrownEnd } from './flow/use-grown-end.ts'
import { NumberSetting } from './fields/number-setting.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import { firstDimension, isItem, readChoice, textOr, wholeOr } from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  type SettingsProps,
  readPanelScope,
  type VisualizationProps,
} from './visualization.ts'

const MOST_COLUMNS = 20

const directions = ['starts-with', 'contains', 'ends-with'] as const

interface FlowSettings {
  readonly dimension: string
  readonly direction: (typeof directions)[number]
  /** Where the flow starts, passes or ends; any first item without it. */
  readonly item?: Item
  readonly container: 'person' | 'session'
  /** Besides the one that it starts from, on each of its sides. */
  readonly columns: number
}

export const flowVisualization = defineVisualization({
  type: 'flow',
  label: texts.flow.title,
  description: texts.flow.description,
  size: { width: 7, height: 7 },
  read: readFlowSettings,
  request: flowRequest,
  Draw: Flow,
  Settings: FlowForm,
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
    columns: Math.min(MOST_COLUMNS, Math.max(1, wholeOr(stored['columns'], 3))),
  }
}

type Props = VisualizationProps<FlowResult, FlowSettings>

function Flow({ report, settings, onChange, context, request, mode }: Props) {
  const { columns } = settings
  const canExpand = mode === 'edit' && columns < MOST_COLUMNS
  return (
    <ReportFrame report={report}>
      {(result) => (
        <FlowDrawing
          result={result}
          label={texts.flow.drawingOf(findName(context.components, settings.dimension))}
          onPick={({ item }) => onChange({ ...settings, item })}
          growing={settings.direction === 'ends-with' ? 'before' : 'after'}
          {...(canExpand && { onExpand: () => onChange({ ...settings, columns: columns + 1 }) })}
          onNode={(node) => {
            const { special, dimension, item } = node
            return actOnMark(context, request, {
              label: nameOfNode(node),
              measure: texts.flow.measure,
              value: printFigure(node.paths),
              place: { node: node.id },
              ...(special === undefined && { items: [{ dimension, item }] }),
            })
          }}
          onLink={(link) =>
            actOnMark(context, request, {
              label: nameOfLink(link),
              measure: texts.flow.measure,
              value: printFigure(link.paths),
              place: { arrow: [link.from.id, link.to.id] },
            })
          }
        />
      )}
    </ReportFrame>
  )
}

function flowRequest(settings: FlowSettings, context: PanelContext): FlowRequestInput {
  const { dimension, direction, item, container, columns } = settings
  const anchor =
    item === undefined ? {} : { anchor: { [direction]: { item } } as FlowRequestInput['anchor'] }
  return { kind: 'flow', ...readPanelScope(context), dimension, container, columns, ...anchor }
}

function FlowForm({ settings, onChange, context }: SettingsProps<FlowSettings>) {
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
      <NumberSetting
        label={texts.flow.columns}
        value={settings.columns}
        least={1}
        most={MOST_COLUMNS}
        onChange={(columns) => onChange({ ...settings, columns })}
      />
    </Controls>
  )
}

interface FlowDrawingProps {
  readonly result: FlowResult
  readonly label: string
  readonly onPick: (node: PlacedNode) => void
  readonly onNode: (node: PlacedNode) => OnAct
  readonly onLink: (link: PlacedLink) => OnAct
  /** Where more columns come. */
  readonly growing: 'before' | 'after'
  readonly onExpand?: () => void
}

/** Columns of nodes with ribbons between them; pressing an item starts the flow there. */
function FlowDrawing({ result, label, onPick, onNode, onLink, ...expansion }: FlowDrawingProps) {
  const { growing, onExpand } = expansion
  const [room, size] = useSize<HTMLDivElement>()
  const drawing = useGrownEnd(result.columns.length, growing)
  if (result.columns.every(({ nodes }) => nodes.length === 0)) {
    return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
  }
  const layout = layOutFlow(result, size?.width ?? 0)
  const { nodes, nodeWidth, width, height } = layout
  return (
    <div className={row({ growing })}>
      <div ref={room} className={style({ overflowX: 'auto', flexGrow: 1, minWidth: 0 })}>
        <div
          ref={drawing}
          role="group"
          aria-label={label}
          style={{ width, height }}
          className={style({ position: 'relative', minWidth: 0 })}
        >
          <FlowLinks layout={layout} actOn={onLink} />
          <FlowNodes nodes={nodes} width={nodeWidth} onPick={onPick} actOn={onNode} />
        </div>
      </div>
      {onExpand && (
        <IconButton command={{ name: texts.flow.expand, run: onExpand }}>
          <AddIcon />
        </IconButton>
      )}
    </div>
  )
}

const row = style({
  display: 'flex',
  flexDirection: { growing: { after: 'row', before: 'row-reverse' } },
  alignItems: 'start',
  gap: 4,
  flexShrink: 0,
})
