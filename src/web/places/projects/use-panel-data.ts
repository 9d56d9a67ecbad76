import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ShownAnnotation } from '../../../model/answers/annotations.ts'
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { Panel } from '../../../model/definitions/project.ts'
import { listPanelSegments } from '../../../model/projects/build-request.ts'
import type { PanelDocument } from '../../../model/projects/document.ts'
import {
  annotationsQuery,
  componentsQuery,
  connectionStatusQuery,
  type DataViewDocument,
  dataViewsQuery,
  dateRangesQuery,
  LIVE_SECONDS,
  sharedViewQuery,
} from '../../api/index.ts'
import { useFollowedVersion } from '../../components/use-followed-version.ts'
import { findComparison, type NamedRanges } from '../../project/comparison-range.ts'
import { findDataDays, reportRange } from '../../project/data-range.ts'
import type { PanelContext } from '../../visualizations/index.ts'
import { type SharedLink, useProjectPage } from './project-page.ts'

/** A panel with what its data view knows, or why it cannot ask. */
export type PanelData =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void }
  | {
      readonly kind: 'no-view'
      readonly id: string
      readonly dataViews: readonly DataViewDocument[]
    }
  | {
      readonly kind: 'not-built'
      readonly status: ConnectionStatus
      readonly dataView: DataViewDocument
      readonly dataViews: readonly DataViewDocument[]
    }
  | SharedPanel
  | ReadyPanel

/** By a link: only to be read. */
export interface SharedPanel {
  readonly kind: 'shared'
  readonly components: ComponentList
  readonly context: PanelContext
}

export interface ReadyPanel {
  readonly kind: 'ready'
  readonly dataView: DataViewDocument
  readonly dataViews: readonly DataViewDocument[]
  readonly status: ConnectionStatus
  readonly components: ComponentList
  readonly dataDays: { readonly start: string; readonly end: string }
  readonly namedRanges: NamedRanges
  /** It looks for new data every few seconds. */
  readonly isLive: boolean
  readonly context: PanelContext
}

/** A panel as it is written, with the defaults of what may be left out. */
export const readPanel = (panel: PanelDocument): Panel => ({
  type: 'freeform',
  ...(panel as unknown as Partial<Panel>),
  segments: (panel['segments'] ?? []) as Panel['segments'],
  visualizations: panel.visualizations as unknown as Panel['visualizations'],
})

const goesBy = ({ id, externalId }: DataViewDocument, name: string): boolean =>
  id === name || (externalId !== undefined && externalId === name)

export function usePanelData(panel: PanelDocument): PanelData {
  const { link } = useProjectPage()
  const own = useOwnData(panel, link === null)
  const shared = useSharedData(panel, link)
  return link === null ? own : shared
}

/** What a link tells of a data view. */
function useSharedData(panel: PanelDocument, link: SharedLink | null): PanelData {
  const { document } = useProjectPage()
  const id = String(panel['dataView'] ?? document['dataView'])
  const { data, error, refetch } = useQuery({
    ...sharedViewQuery(link?.token ?? '', id),
    enabled: link !== null,
  })
  const context = useMemo(() => {
    if (data === undefined || link === null) return undefined
    const given = readPanel(panel)
    const dateRange = link.dateRange ?? reportRange(given.dateRange ?? 'all', data)
    return {
      dataView: id,
      timeZone: data.timeZone,
      dateRange,
      comparison: null,
      segments: listPanelSegments(given),
      components: data.components,
      dataVersion: null,
      annotations: data.annotations,
    }
  }, [panel, data, link, id])
  if (error && data === undefined) return { kind: 'failed', error, retry: () => void refetch() }
  return data === undefined || context === undefined
    ? { kind: 'loading' }
    : { kind: 'shared', components: data.components, context }
}

function useOwnData(panel: PanelDocument, isWanted: boolean): PanelData {
  const { document } = useProjectPage()
  const viewId = String(panel['dataView'] ?? document['dataView'])
  const views = useQuery({ ...dataViewsQuery, enabled: isWanted })
  const dataView = views.data?.find((each) => goesBy(each, viewId))
  const isLive = panel['live'] === true
  const status = useQuery({
    ...connectionStatusQuery(dataView?.connection ?? ''),
    enabled: dataView !== undefined,
    ...(isLive && { refetchInterval: LIVE_SECONDS * 1000 }),
  })
  const isBuilt = status.data?.isBuilt === true
  const components = useQuery({
    ...componentsQuery(dataView?.id ?? ''),
    enabled: dataView !== undefined && isBuilt,
  })
  const ranges = useQuery({ ...dateRangesQuery, enabled: isWanted })
  const annotations = useQuery({
    ...annotationsQuery(dataView?.id ?? ''),
    enabled: dataView !== undefined,
  })
  const context = usePanelContext(panel, dataView, {
    status: status.data,
    components: components.data,
    named: ranges.data,
    annotations: annotations.data,
  })
  const failed = [views, status, components].find(({ data, error }) => error && data === undefined)
  if (failed?.error) {
    return { kind: 'failed', error: failed.error, retry: () => void failed.refetch() }
  }
  const dataViews = views.data
  if (dataViews === undefined) return { kind: 'loading' }
  if (dataView === undefined) return { kind: 'no-view', id: viewId, dataViews }
  if (status.data?.isBuilt === false) {
    return { kind: 'not-built', status: status.data, dataView, dataViews }
  }
  if (status.data === undefined || components.data === undefined || context === undefined) {
    return { kind: 'loading' }
  }
  return {
    kind: 'ready',
    dataView,
    dataViews,
    status: status.data,
    components: components.data,
    dataDays: findDataDays(status.data, dataView.timeZone ?? 'UTC'),
    namedRanges: ranges.data ?? {},
    isLive,
    context,
  }
}

/** What the server has told, as far as it has. */
interface Known {
  readonly status: ConnectionStatus | undefined
  readonly components: ComponentList | undefined
  readonly named: NamedRanges | undefined
  readonly annotations: readonly ShownAnnotation[] | undefined
}

function usePanelContext(
  document: PanelDocument,
  dataView: DataViewDocument | undefined,
  { status, components, named, annotations }: Known,
): PanelContext | undefined {
  const dataVersion = useFollowedVersion(status?.dataVersion ?? null)
  return useMemo(() => {
    if (dataView === undefined || status === undefined || components === undefined) return undefined
    const panel = readPanel(document)
    const dateRange = reportRange(panel.dateRange ?? 'all', status)
    return {
      dataView: dataView.id,
      timeZone: dataView.timeZone ?? 'UTC',
      dateRange,
      comparison: findComparison(dateRange, panel.comparison, named ?? {}),
      segments: listPanelSegments(panel),
      components,
      dataVersion,
      ...(annotations && { annotations }),
    }
  }, [document, dataView, status, components, named, annotations, dataVersion])
}
