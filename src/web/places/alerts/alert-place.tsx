import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import {
  type AlertDocument,
  alertQuery,
  alertsQuery,
  dataViewsQuery,
  ofAlerts,
  testAlert,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { JobHead } from '../notices/job-head.tsx'
import { AlertCards } from './alert-cards.tsx'
import { HistoryCard } from './history-card.tsx'

const route = getRouteApi('/alerts/$id')

/** One alert: what it looks at, whom it tells, and what came of it. */
export function AlertPlace() {
  const { id } = route.useParams()
  const { data: saved, error, refetch } = useQuery(versionedQuery<AlertDocument>('alert', id))
  return (
    <div className={page}>
      <PlaceHeader
        title={saved?.document.name ?? id}
        parents={[{ label: texts.alerts.title, to: '/alerts' }]}
      />
      {error && <ProblemNotice level={2} error={error} onRetry={() => void refetch()} />}
      {!error && !saved && <SkeletonRows />}
      {saved && !error && <Alert key={id} saved={saved} />}
    </div>
  )
}

function Alert({ saved }: { readonly saved: Versioned<AlertDocument> }) {
  const draft = useDraft(saved)
  const { id, dataView } = draft.document
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: status } = useQuery(alertQuery(id))
  const { data: all } = useQuery(alertsQuery)
  const { data: dataViews = [] } = useQuery(dataViewsQuery)
  const timeZone = dataViews.find((each) => each.id === dataView)?.timeZone ?? 'UTC'
  const test = async () => {
    const run = await testAlert(id)
    void client.invalidateQueries({ queryKey: ofAlerts })
    return run
  }
  return (
    <>
      <JobHead
        draft={draft}
        standing={status}
        byHand={{ label: texts.alerts.test, run: test }}
        group={texts.alerts.title}
        timeZone={timeZone}
        onDeleted={() => void navigate({ to: '/alerts', search: {} })}
      />
      <AlertCards draft={draft} sendsMail={all?.sendsMail ?? true} />
      <HistoryCard
        id={id}
        granularity={saved.document.granularity ?? 'day'}
        timeZone={timeZone}
        last={status?.lastRun}
      />
    </>
  )
}
