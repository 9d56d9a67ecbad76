import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import {
  type AudienceDocument,
  audienceQuery,
  dataViewsQuery,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { AboutCard } from './about-card.tsx'
import { ActivityCard } from './activity-card.tsx'
import { AudienceHead } from './audience-head.tsx'
import { AudienceDenials } from './audience-denials.tsx'
import { DestinationsCard } from './destinations-card.tsx'
import { LiftCard } from './lift-card.tsx'
import { MembersCard } from './members-card.tsx'
import { column, columns, page } from '../definitions/page-styles.ts'
import { RefreshCard } from './refresh-card.tsx'
import { RunsCard } from './runs-card.tsx'
import { SizeCard } from './size-card.tsx'
import { useAudiencePreview } from './use-audience-preview.ts'
import { WhoCard } from './who-card.tsx'

const route = getRouteApi('/audiences/$id')

/** One audience: who is in it, when, where it is sent, and what became of it. */
export function AudiencePlace() {
  const { id } = route.useParams()
  const { data: saved, error, refetch } = useQuery(versionedQuery<AudienceDocument>('audience', id))
  return (
    <div className={page}>
      <PlaceHeader
        title={saved?.document.name ?? id}
        parents={[{ label: texts.audiences.title, to: '/audiences' }]}
      />
      {error && <ProblemNotice level={2} error={error} onRetry={() => void refetch()} />}
      {!error && !saved && <SkeletonRows />}
      {saved && !error && <Audience key={id} saved={saved} />}
    </div>
  )
}

function Audience({ saved }: { readonly saved: Versioned<AudienceDocument> }) {
  const draft = useDraft(saved)
  const { document } = draft
  const { id, dataView } = document
  const { data: status } = useQuery(audienceQuery(id))
  const shown = useAudiencePreview(document)
  const timeZone = useTimeZone(dataView)
  return (
    <>
      <AudienceHead draft={draft} status={status} denials={shown.preview?.denials ?? []} />
      <AudienceDenials denials={shown.preview?.denials ?? []} dataView={document.dataView} />
      <div className={columns}>
        <div className={column}>
          <WhoCard draft={draft} uses={shown.preview?.labels ?? []} />
          <SizeCard shown={shown} document={document} />
        </div>
        <div className={column}>
          <ActivityCard id={id} evaluatedAt={status?.evaluatedAt ?? null} />
          <DestinationsCard draft={draft} denials={shown.preview?.denials ?? []} />
          {document.source !== 'imported' && (
            <RefreshCard draft={draft} timeZone={timeZone} status={status} />
          )}
          <AboutCard draft={draft} />
        </div>
      </div>
      {status && <MembersCard status={status} timeZone={timeZone} />}
      <RunsCard id={id} endedAt={status?.endedAt ?? null} timeZone={timeZone} />
      <LiftCard id={id} dataView={dataView} hasHoldOut={saved.document.holdOut !== undefined} />
    </>
  )
}

/** The zone of a data view. */
function useTimeZone(id: string): string {
  const { data: dataViews = [] } = useQuery(dataViewsQuery)
  return dataViews.find((each) => each.id === id)?.timeZone ?? 'UTC'
}
