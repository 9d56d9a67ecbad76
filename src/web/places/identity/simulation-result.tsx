import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo, useState } from 'react'
import type { EventLine } from '../../../model/event-lines.ts'
import type { IdentityRulesDocument } from '../../api/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import { type DrawnGraph, drawSimulation } from './drawn-graph.ts'
import { GraphDrawing } from './graph-drawing.tsx'
import type { GraphMark } from './graph-focus.ts'
import { GraphLegend } from './graph-legend.tsx'
import { type GraphLayout, layOutGraph } from './graph-layout.ts'
import { SimulationTables } from './simulation-tables.tsx'
import { useSimulation } from './use-simulation.ts'

interface SimulationResultProps {
  readonly rules: IdentityRulesDocument
  readonly events: readonly EventLine[]
  /** Whether some lines cannot be read: the result is that of before. */
  readonly isBroken: boolean
}

/** The people that events make under rules, drawn and as tables. */
export function SimulationResult({ rules, events, isBroken }: SimulationResultProps) {
  const asked = useDelayed(useMemo(() => JSON.stringify({ rules, events }), [rules, events]))
  const { answered, error, isOutdated, retry } = useSimulation(asked, isBroken)
  if (error) return <ProblemNotice error={error} onRetry={retry} />
  if (answered === undefined) {
    if (isBroken || events.length > 0) return isBroken ? null : <SkeletonRows />
    return <EmptyState title={texts.simulation.empty}>{texts.simulation.emptyHint}</EmptyState>
  }
  const namespaces = answered.rules.namespaces.map(({ id }) => id)
  const drawn = drawSimulation(answered.answer, answered.events, namespaces)
  return (
    <section
      aria-label={texts.simulation.result}
      aria-busy={isOutdated}
      className={result({ isOutdated })}
    >
      <strong role="status" className={style({ font: 'title-sm' })}>
        {texts.simulation.outcome(drawn.length, answered.answer.lost.length)}
      </strong>
      <Drawings drawn={drawn} namespaces={namespaces} />
      <SimulationTables {...answered} drawn={drawn} />
    </section>
  )
}

interface DrawingsProps {
  readonly drawn: readonly DrawnGraph[]
  readonly namespaces: readonly string[]
}

const mostDrawings = 12

/** Those who are more than one identity, or lost a link. */
function Drawings({ drawn, namespaces }: DrawingsProps) {
  const shown = drawn
    .filter(({ ids, lost }) => ids.length > 1 || lost.length > 0)
    .slice(0, mostDrawings)
    .map((graph) => ({ id: graph.ids[0]!.id, layout: layOutGraph(graph, radiusX) }))
  const others = drawn.length - shown.length
  return (
    <>
      <div className={drawings}>
        {shown.map((each) => (
          <Drawing key={each.id} {...each} namespaces={namespaces} />
        ))}
      </div>
      <GraphLegend layouts={shown.map(({ layout }) => layout)} />
      {others > 0 && (
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
          {texts.simulation.notDrawn(others)}
        </span>
      )}
    </>
  )
}

interface DrawingProps {
  /** The person’s. */
  readonly id: string
  readonly layout: GraphLayout
  readonly namespaces: readonly string[]
}

function Drawing({ id, layout, namespaces }: DrawingProps) {
  const [selected, setSelected] = useState<GraphMark | null>(null)
  return (
    <GraphDrawing
      label={texts.identity.graphOf(id)}
      layout={layout}
      namespaces={namespaces}
      selected={selected}
      onSelect={setSelected}
    />
  )
}

const radiusX = 80

const result = style({
  display: 'grid',
  gap: 16,
  minWidth: 0,
  opacity: { default: 1, isOutdated: 0.5 },
  transition: 'opacity',
})
const drawings = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'start',
  justifyContent: 'space-around',
  gap: 24,
})
