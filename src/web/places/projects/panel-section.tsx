import { getOwn } from '../../../model/own.ts'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { PanelDocument } from '../../../model/projects/document.ts'
import { useActingPanel } from '../../act/acting.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import type { ProjectClient, ProjectSnapshot } from '../../project/project-client.ts'
import { texts } from '../../texts/index.ts'
import { AddVisualization } from './add-visualization.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { AreFactsTold } from '../../components/report-caption.ts'
import { PanelFacts } from './panel-facts.tsx'
import { PanelFilters } from './panel-filters.tsx'
import { PanelGrid } from './panel-grid.tsx'
import { PanelHead } from './panel-head.tsx'
import { panelName } from './panel-name.ts'
import { ProjectPageContext, useProjectPage } from './project-page.ts'
import { useAddSegment } from './use-add-segment.ts'
import { type PanelData, readPanel, type ReadyPanel, usePanelData } from './use-panel-data.ts'

interface PanelSectionProps {
  readonly panel: PanelDocument
  readonly client: ProjectClient
  readonly snapshot: ProjectSnapshot
}

/** A panel; while others have changed it, too, it only shows, until it is decided what is to stay. */
export function PanelSection({ panel, client, snapshot }: PanelSectionProps) {
  const page = useProjectPage()
  const field = `panels/${panel.id}`
  const conflict = snapshot.conflicts.find((each) => each.field === field)
  if (conflict === undefined) {
    return <Panel panel={panel} isSaved={snapshot.saved.kind === 'saved'} />
  }
  return (
    <ProjectPageContext value={{ ...page, isEditable: false }}>
      <ConflictNotice
        conflict={conflict}
        yours={getOwn(snapshot.mine, field)}
        onDecide={(side) => client.decide(field, side)}
      />
      <Panel panel={panel} />
    </ProjectPageContext>
  )
}

interface PanelProps {
  readonly panel: PanelDocument
  /** Whether the server has all that was done here. */
  readonly isSaved?: boolean
}

export function Panel({ panel, isSaved = false }: PanelProps) {
  const isCollapsed = panel['collapsed'] === true
  return (
    <section aria-label={panelName(panel)} data-panel={panel.id} className={section}>
      {isCollapsed ? (
        <PanelHead panel={panel} data={null} />
      ) : (
        <OpenPanel panel={panel} isSaved={isSaved} />
      )}
    </section>
  )
}

function OpenPanel({ panel, isSaved }: Required<PanelProps>) {
  const data = usePanelData(panel)
  return (
    <>
      <PanelHead panel={panel} data={data} />
      <PanelBody panel={panel} data={data} isSaved={isSaved} />
    </>
  )
}

interface PanelBodyProps extends Required<PanelProps> {
  readonly data: PanelData
}

function PanelBody({ panel, data, isSaved }: PanelBodyProps) {
  switch (data.kind) {
    case 'loading':
      return <SkeletonRows />
    case 'failed':
      return <ProblemNotice error={data.error} onRetry={data.retry} />
    case 'no-view':
      return (
        <EmptyState title={texts.project.noSuchView(data.id)}>
          {texts.project.noSuchViewHint}
        </EmptyState>
      )
    case 'not-built':
      return (
        <EmptyState title={texts.panel.notBuilt}>
          {data.status.problem ?? texts.panel.notBuiltHint}
        </EmptyState>
      )
    case 'shared':
      return (
        <>
          <PanelFilters panel={panel} data={data} />
          <PanelGrid panel={panel} context={data.context} />
        </>
      )
    case 'ready':
      return <ReadyBody panel={panel} data={data} isSaved={isSaved} />
    default:
      return data satisfies never
  }
}

interface ReadyBodyProps extends Required<PanelProps> {
  readonly data: ReadyPanel
}

function ReadyBody({ panel, data, isSaved }: ReadyBodyProps) {
  const { isEditable } = useProjectPage()
  const addSegment = useAddSegment(panel.id)
  const context = useActingPanel({
    context: data.context,
    ...(isEditable && { addSegment }),
  })
  const isEmpty = panel.visualizations.length === 0
  return (
    <>
      <div className={line}>
        <PanelFilters panel={panel} data={data} />
        <PanelFacts panel={panel} data={data} />
      </div>
      {isEmpty && (
        <EmptyState title={texts.panel.empty}>
          {isEditable && texts.panel.emptyHint}{' '}
          {isEditable && isSaved && <AskLink panel={panel} data={data} />}
        </EmptyState>
      )}
      <AreFactsTold value={true}>
        <PanelGrid panel={panel} context={context} />
      </AreFactsTold>
      {isEditable && (
        <div
          className={style({
            display: 'flex',
            justifyContent: { default: 'start', isEmpty: 'center' },
          })({ isEmpty })}
        >
          <AddVisualization panel={panel} context={data.context} />
        </div>
      )}
    </>
  )
}

/** A question whose answer is meant for the panel. */
function AskLink({ panel, data }: Omit<ReadyBodyProps, 'isSaved'>) {
  const { document } = useProjectPage()
  const { dateRange = 'all', segments } = readPanel(panel)
  const [who] = segments
  return (
    <Link
      to="/ask/$question"
      params={{ question: 'funnel' }}
      search={{
        view: data.dataView.id,
        range: dateRange,
        who: segments.length === 1 && typeof who === 'string' ? who : null,
        project: document.id,
        panel: panel.id,
      }}
      className={style({ color: 'neutral' })}
    >
      {texts.ask.fromPanel}
    </Link>
  )
}

const section = style({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  gridTemplateColumns: ['minmax(0, 1fr)'],
})
const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
