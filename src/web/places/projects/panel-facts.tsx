import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PanelDocument } from '../../../model/projects/document.ts'
import type { ResultMeta } from '../../../model/result.ts'
import { connectionStatusQuery, LIVE_SECONDS } from '../../api/index.ts'
import { printClock, printFigure, printInstant } from '../../components/figures.ts'
import { reportKey } from '../../components/use-report.ts'
import { texts } from '../../texts/index.ts'
import type { ReadyPanel } from './use-panel-data.ts'
import { settingsOf } from './linked-cells.ts'
import { findKind } from './use-visualization.ts'

interface PanelFactsProps {
  readonly panel: PanelDocument
  readonly data: ReadyPanel
}

/** What the panel’s data is, and how long its answers took. */
export function PanelFacts({ panel, data }: PanelFactsProps) {
  const { status, isLive, context } = data
  const took = useTimeTaken(panel, context)
  return (
    <span className={facts}>
      {texts.panel.facts(
        printFigure(status.people),
        printFigure(status.events),
        printInstant(status.lastTime, context.timeZone),
      )}
      {isLive && <LiveState data={data} />}
      {took !== null && texts.panel.took(texts.report.milliseconds(printFigure(took)))}
    </span>
  )
}

/** When it last looked for new data. */
function LiveState({ data: { status, context } }: Pick<PanelFactsProps, 'data'>) {
  const { dataUpdatedAt, isError } = useQuery({
    ...connectionStatusQuery(status.connection),
    refetchInterval: LIVE_SECONDS * 1000,
  })
  const at = printClock(dataUpdatedAt, context.timeZone)
  return (
    <strong className={liveMark({ isLost: isError })}>
      {` · ${isError ? texts.panel.lost(at) : texts.panel.asOf(at)}`}
    </strong>
  )
}

/** Of the slowest answer, in milliseconds; null as long as there is none. */
function useTimeTaken(panel: PanelDocument, context: ReadyPanel['context']): number | null {
  const requests = panel.visualizations.flatMap((each) => {
    const request = findKind(each['type'])?.request(settingsOf(panel, each), context) ?? null
    return request === null ? [] : [request]
  })
  const times = useQueries({
    queries: requests.map((request) => ({
      queryKey: reportKey(request, context.dataVersion),
      // Only looks at what the visualization has asked.
      enabled: false,
    })),
    combine: (results) =>
      results.flatMap(({ data }) => {
        const meta = (data as { readonly meta?: ResultMeta } | undefined)?.meta
        return meta === undefined ? [] : [meta.elapsedMs]
      }),
  })
  const [shown, setShown] = useState<number | null>(null)
  const took = times.length === 0 ? null : Math.max(1, Math.round(Math.max(...times)))
  // While newer data is asked for, what the answers before took.
  if (took !== null && took !== shown) setShown(took)
  return took ?? shown
}

const liveMark = style({
  fontWeight: 'bold',
  color: { default: 'positive-900', isLost: 'negative-900' },
})
const facts = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  marginStart: { default: 0, lg: 'auto' },
  fontVariantNumeric: 'tabular-nums',
})
