import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PanelDocument, VisualizationDocument } from '../../../../model/projects/document.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { FaultBoundary } from '../../../components/fault-boundary.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { type ExportRule, useDeniedExport } from '../../../components/use-denied-export.ts'
import { bottomOf, inReadingOrder } from '../../../project/grid-layout.ts'
import { texts } from '../../../texts/index.ts'
import type { PanelContext } from '../../../visualizations/index.ts'
import { GAP, ROW_HEIGHT } from '../grid-measures.ts'
import { layOutPanel } from '../lay-out-panel.ts'
import { PanelFacts } from '../panel-facts.tsx'
import { PanelFilters } from '../panel-filters.tsx'
import { panelName } from '../panel-name.ts'
import { usePanelData } from '../use-panel-data.ts'
import { findKind, nameOf, useSettings } from '../use-visualization.ts'

interface PaperPanelProps {
  readonly panel: PanelDocument
  /** The id of the only visualization of it; null: all. */
  readonly only: string | null
}

/** A panel on paper: its visualizations one below the other, each as wide as the page. */
export function PaperPanel({ panel, only }: PaperPanelProps) {
  const data = usePanelData({ ...panel, collapsed: undefined })
  const items = inReadingOrder(layOutPanel(panel)).filter(({ id }) => only === null || id === only)
  return (
    <section aria-label={panelName(panel)} data-paper="panel" className={section}>
      {only === null && (
        <h2 className={style({ font: 'title-lg', margin: 0 })}>{panelName(panel)}</h2>
      )}
      {data.kind === 'loading' && <SkeletonRows />}
      {data.kind === 'ready' && (
        <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 8 })}>
          <PanelFilters panel={panel} data={data} />
          <PanelFacts panel={panel} data={data} />
        </div>
      )}
      {data.kind === 'ready'
        ? items.map((item) => (
            <PaperVisualization
              key={item.id}
              panel={panel}
              visualization={panel.visualizations.find(({ id }) => id === item.id)!}
              height={bottomOf([{ ...item, y: 0 }]) * (ROW_HEIGHT + GAP) - GAP - HEAD}
              context={data.context}
            />
          ))
        : data.kind !== 'loading' && (
            <EmptyState title={texts.print.notThere}>{texts.print.notThereHint}</EmptyState>
          )}
    </section>
  )
}

/** Of a tile, in pixels. */
const HEAD = 56
/** A page has so much room inside its margins, less its heading. */
const MOST = 560
/** Texts and tables are as high as what they say. */
const growing: readonly unknown[] = ['freeform', 'text', 'section']

interface PaperVisualizationProps {
  readonly panel: PanelDocument
  readonly visualization: VisualizationDocument
  readonly height: number
  readonly context: PanelContext
}

function PaperVisualization({ panel, visualization, height, context }: PaperVisualizationProps) {
  const stored = useSettings(panel, visualization)
  const kind = findKind(visualization['type'])
  const isGrowing = growing.includes(kind?.type)
  const rule = useDeniedExport(kind?.shown(stored, context) ?? [])
  return (
    <section
      aria-label={nameOf(visualization)}
      data-paper={isGrowing ? 'table' : 'drawing'}
      className={section}
    >
      <h3 className={style({ font: 'title-sm', margin: 0 })}>{nameOf(visualization)}</h3>
      <div
        className={style({ display: 'flex', flexDirection: 'column', minWidth: 0 })}
        style={isGrowing ? {} : { minHeight: Math.min(MOST, Math.max(120, height)) }}
      >
        {rule.isAllowed ? (
          <FaultBoundary of={visualization}>
            {kind?.draw({
              stored,
              context,
              mode: 'view',
              onChange: () => undefined,
            })}
          </FaultBoundary>
        ) : (
          <HeldBack rule={rule} />
        )}
      </div>
    </section>
  )
}

/** In the place of what policies do not let go: why; nothing until that is known. */
const HeldBack = ({ rule: { denials, error } }: { readonly rule: ExportRule }) =>
  denials.length === 0 && error === null ? null : (
    <EmptyState title={texts.policies.heldBack}>
      {error?.message ?? denials.map(({ message }) => message).join('; ')}
    </EmptyState>
  )

const section = style({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  gridTemplateColumns: ['minmax(0, 1fr)'],
})
