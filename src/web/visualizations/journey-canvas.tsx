import { ActionButton } from '@react-spectrum/s2/ActionButton'
import GraphIcon from '@react-spectrum/s2/icons/ChartTrend'
import TableIcon from '@react-spectrum/s2/icons/Table'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { lazy, Suspense, useState } from 'react'
import type { ComponentList } from '../../model/answers/data-views.ts'
import type { CanvasResult } from '../../query/reports/canvas/request.ts'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { ChartTable } from '../charts/chart-table.tsx'
import { Legend } from '../charts/legend.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { CanvasForm } from './canvas/canvas-form.tsx'
import { buildCanvasRequest } from './canvas/canvas-request.ts'
import { type CanvasSettings, readCanvasSettings } from './canvas/canvas-settings.ts'
import { nameNode } from './canvas/canvas-words.ts'
import { describeCanvas } from './canvas/describe-canvas.ts'
import { dropOnCanvas, nodeZone, zoneAfter } from './canvas/edit-canvas.ts'
import { defineVisualization, type VisualizationProps } from './visualization.ts'

/** With what draws and lays out graphs: only projects that have a canvas load it. */
const CanvasBoard = lazy(async () => ({
  default: (await import('./canvas/canvas-board.tsx')).CanvasBoard,
}))

export const journeyCanvas = defineVisualization({
  type: 'canvas',
  label: texts.canvas.title,
  description: texts.canvas.description,
  size: { width: 12, height: 9 },
  read: readCanvasSettings,
  request: buildCanvasRequest,
  Draw: JourneyCanvas,
  Settings: CanvasForm,
  caption: (_settings: CanvasSettings, { rule, caption }: CanvasResult) => `${rule} ${caption}`,
  zones: ({ nodes }, components: ComponentList) => [
    { id: nodeZone, say: ({ name }) => texts.canvas.asNode(name) },
    ...nodes.map((node) => ({
      id: zoneAfter(node.id),
      say: ({ name }: { readonly name: string }) =>
        texts.canvas.asNodeAfter(name, nameNode(node, components)),
    })),
  ],
  accepts: dropOnCanvas,
})

type Props = VisualizationProps<CanvasResult, CanvasSettings>

function JourneyCanvas(props: Props) {
  const { report, mode } = props
  const hint = mode === 'view' ? texts.canvas.readOnlyHint : texts.canvas.noNodesHint
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="blocks" height={280} />}
      unasked={<EmptyState title={texts.canvas.noNodes}>{hint}</EmptyState>}
    >
      {(result) => <DrawnCanvas {...props} result={result} />}
    </ReportFrame>
  )
}

interface DrawnCanvasProps extends Props {
  readonly result: CanvasResult
}

/** The drawing, or the table behind it. */
function DrawnCanvas({ settings, onChange, context, request, result, mode }: DrawnCanvasProps) {
  const [isTable, setTable] = useState(false)
  const described = describeCanvas(settings, result, context, request)
  const Icon = isTable ? GraphIcon : TableIcon
  return (
    <figure aria-label={texts.canvas.title} className={frame}>
      <Legend entries={[]}>
        <ActionButton
          size="XS"
          isQuiet
          aria-label={isTable ? texts.charts.asChart : texts.charts.asTable}
          onPress={() => setTable(!isTable)}
        >
          <Icon />
        </ActionButton>
      </Legend>
      {isTable ? (
        <ChartTable label={texts.canvas.title} content={described.table} />
      ) : (
        <Suspense fallback={<ChartSkeleton shape="blocks" height={280} />}>
          <CanvasBoard
            settings={settings}
            described={described}
            onChange={mode === 'edit' ? onChange : null}
          />
        </Suspense>
      )}
    </figure>
  )
}

const frame = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 4,
  margin: 0,
  minWidth: 0,
  minHeight: 0,
  flexGrow: 1,
})
