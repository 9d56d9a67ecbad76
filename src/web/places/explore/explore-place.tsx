import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Menu, MenuItem, MenuTrigger, Text } from '@react-spectrum/s2/Menu'
import Add from '@react-spectrum/s2/icons/Add'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import {
  componentsQuery,
  connectionStatusQuery,
  type DataViewDocument,
  dataViewsQuery,
} from '../../api/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts.ts'
import { visualizations } from '../../visualizations/index.ts'
import { findDataDays, reportRange } from './data-range.ts'
import type { ExploreState, StoredVisualization } from './explore-state.ts'
import { PanelHeader } from './panel-header.tsx'
import { useExploreState } from './use-explore-state.ts'
import { VisualizationCard } from './visualization-card.tsx'

const route = getRouteApi('/explore')

/** Explore: a panel of visualizations over one data view, all of it in the address. */
export function ExplorePlace() {
  const state = useExploreState()
  const { data: dataViews, error, refetch } = useQuery(dataViewsQuery)
  if (dataViews === undefined) {
    if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
    return <SkeletonRows />
  }
  if (dataViews[0] === undefined) return <NothingYet />
  const dataView =
    state.view === undefined ? dataViews[0] : dataViews.find((view) => goesBy(view, state.view))
  if (dataView === undefined) return <NoSuchView dataViews={dataViews} state={state} />
  return (
    <ExploreDataView key={dataView.id} dataView={dataView} dataViews={dataViews} state={state} />
  )
}

const goesBy = ({ id, externalId }: DataViewDocument, name: string | undefined): boolean =>
  id === name || (externalId !== undefined && externalId === name)

interface NoSuchViewProps {
  readonly dataViews: readonly DataViewDocument[]
  readonly state: ExploreState
}

/** The address names a data view that is not there; those that are can be gone to. */
function NoSuchView({ dataViews, state }: NoSuchViewProps) {
  return (
    <EmptyState title={texts.explore.noSuchView(state.view ?? '')}>
      {texts.explore.otherViews}
      {dataViews.slice(0, MOST_VIEWS).map(({ id, name = id }) => (
        <span key={id}>
          {' '}
          <Link to="/explore" search={{ view: id }} className={style({ color: 'neutral' })}>
            {name}
          </Link>
        </span>
      ))}
    </EmptyState>
  )
}

const MOST_VIEWS = 5

function NothingYet() {
  return (
    <EmptyState title={texts.explore.noDataViews}>
      {texts.explore.noDataViewsHint}{' '}
      <Link to="/" className={style({ color: 'neutral' })}>
        {texts.explore.toData}
      </Link>
    </EmptyState>
  )
}

interface ExploreDataViewProps {
  readonly dataView: DataViewDocument
  readonly dataViews: readonly DataViewDocument[]
  readonly state: ExploreState
}

function ExploreDataView({ dataView, dataViews, state }: ExploreDataViewProps) {
  const status = useQuery(connectionStatusQuery(dataView.connection))
  const components = useQuery({
    ...componentsQuery(dataView.id),
    enabled: status.data?.isBuilt === true,
  })
  if (status.data?.isBuilt === false) return <NotBuilt status={status.data} />
  if (status.data === undefined || components.data === undefined) {
    const { error, refetch } = status.data === undefined ? status : components
    if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
    return <SkeletonRows />
  }
  const panel = { dataView, dataViews, state, status: status.data, components: components.data }
  return <Panel {...panel} />
}

function NotBuilt({ status }: { readonly status: ConnectionStatus }) {
  return (
    <EmptyState title={texts.explore.notBuilt}>
      {status.problem ?? texts.explore.notBuiltHint}
    </EmptyState>
  )
}

interface PanelProps extends ExploreDataViewProps {
  readonly status: ConnectionStatus
  readonly components: ComponentList
}

const firstPanel: readonly StoredVisualization[] = [{ kind: 'freeform' }, { kind: 'fallout' }]

function Panel({ dataView, dataViews, state, status, components }: PanelProps) {
  const navigate = route.useNavigate()
  const change = (next: Partial<ExploreState>) =>
    void navigate({ search: (before) => ({ ...before, view: dataView.id, ...next }) })
  const panel = state.panel ?? firstPanel
  const context = {
    dataView: dataView.id,
    dateRange: reportRange(state.range ?? 'all', status),
    segments: state.segments ?? [],
    components,
    dataVersion: status.dataVersion,
  }
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <h1 className={hidden}>{texts.explore.title}</h1>
      <PanelHeader
        dataView={dataView}
        dataViews={dataViews}
        state={state}
        status={status}
        components={components}
        dataDays={findDataDays(status, dataView.timeZone ?? 'UTC')}
        onChange={change}
        onOpen={(view) => void navigate({ search: { view } })}
      />
      {panel.length === 0 && (
        <EmptyState title={texts.explore.empty}>{texts.explore.emptyHint}</EmptyState>
      )}
      <div className={grid}>
        {panel.map((stored, index) => (
          <VisualizationCard
            key={`${index}-${stored.kind}`}
            stored={stored}
            context={context}
            onChange={(next) => change({ panel: panel.with(index, next) })}
            onRemove={() => change({ panel: panel.toSpliced(index, 1) })}
          />
        ))}
      </div>
      <AddMenu onAdd={(kind) => change({ panel: [...panel, { kind }] })} />
    </div>
  )
}

function AddMenu({ onAdd }: { readonly onAdd: (kind: string) => void }) {
  return (
    <div>
      <MenuTrigger>
        <ActionButton>
          <Add />
          <Text>{texts.explore.add}</Text>
        </ActionButton>
        <Menu onAction={(key) => onAdd(String(key))}>
          {visualizations.map(({ kind, label, description }) => (
            <MenuItem key={kind} id={kind} textValue={label}>
              <Text slot="label">{label}</Text>
              <Text slot="description">{description}</Text>
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
    </div>
  )
}

const hidden = style({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  margin: 0,
  clipPath: 'inset(50%)',
})
const grid = style({
  display: 'grid',
  gap: 16,
  gridTemplateColumns: { default: ['minmax(0, 1fr)'], xl: ['minmax(0, 8fr)', 'minmax(0, 5fr)'] },
  alignItems: 'start',
})
