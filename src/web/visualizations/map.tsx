import { lazy, Suspense } from 'react'
import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { findName } from '../components/component-groups.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import type { Place } from './map/find-places.ts'
import { MapForm } from './map/map-form.tsx'
import {
  buildMapRequest,
  dimensionsOf,
  type MapSettings,
  readMapSettings,
} from './map/map-settings.ts'
import { actOnMark } from './parts/act-on-mark.ts'
import { measureOf } from './parts/measure.ts'
import { defineVisualization, type VisualizationProps } from './visualization.ts'

/** With the outlines of the world: only projects that have a map load it. */
const MapChart = lazy(async () => ({ default: (await import('./map/map-chart.tsx')).MapChart }))

export const map = defineVisualization({
  type: 'map',
  label: texts.map.title,
  description: texts.map.description,
  size: { width: 8, height: 8 },
  read: readMapSettings,
  request: buildMapRequest,
  Draw: MapDrawing,
  Settings: MapForm,
  caption: ({ by, metric }: MapSettings, _result: FreeformResult, components) =>
    texts.map.caption(findName(components, metric), by),
})

function MapDrawing({
  report,
  settings,
  context,
  request,
}: VisualizationProps<FreeformResult, MapSettings>) {
  const { components } = context
  const { metric, extent, by } = settings
  const dimensions = dimensionsOf(settings) ?? []
  const measure = measureOf(components, metric)
  const placeName =
    by === 'countries' || dimensions.length === 3
      ? findName(components, dimensions.at(-1) ?? '')
      : texts.map.place
  const skeleton = <ChartSkeleton shape="blocks" height={260} />
  const act = (place: Place) =>
    actOnMark(context, request, {
      label: place.name,
      measure: measure.name,
      value: measure.print(place.value),
      place: {
        row: place.items.length === 1 ? (place.items[0] ?? null) : [...place.items],
        column: metric,
      },
      items: place.items.map((item, index) => ({ dimension: dimensions[index] ?? '', item })),
    })
  return (
    <ReportFrame
      report={report}
      skeleton={skeleton}
      unasked={<EmptyState title={texts.map.unasked}>{texts.map.unaskedHint[by]}</EmptyState>}
    >
      {(result) =>
        result.rows.length === 0 ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <Suspense fallback={skeleton}>
            <MapChart
              result={result}
              dimensions={dimensions}
              label={texts.kinds.by(measure.name, placeName)}
              placeName={placeName}
              measure={measure}
              isWorld={extent === 'world'}
              actOn={act}
            />
          </Suspense>
        )
      }
    </ReportFrame>
  )
}
