import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceStatus } from '../../../model/answers/sources.ts'
import {
  ofSources,
  putVersioned,
  type SourceDocument,
  sourceQuery,
  versionedQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { KeysCard } from './keys-card.tsx'
import { LiveCard } from './live-card.tsx'
import { printAgo } from '../../components/print-ago.ts'
import { listPage } from '../definitions/page-styles.ts'
import { PulledCard } from './pulled-card.tsx'
import { RejectedCard } from './rejected-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { SnippetsCard } from './snippets-card.tsx'

const route = getRouteApi('/sources/$id')

/** One source: what came to it, how it is sent to, what arrives now and what was kept aside. */
export function SourcePlace() {
  const { id } = route.useParams()
  const { data: source, error, refetch } = useQuery(sourceQuery(id))
  const saved = useQuery(versionedQuery<SourceDocument>('source', id))
  const [key, setKey] = useState<string>()
  return (
    <div className={listPage}>
      <PlaceHeader
        title={source?.name ?? id}
        parents={[{ label: texts.sources.title, to: '/sources' }]}
      />
      <h1 className={style({ font: 'heading', margin: 0 })}>{source?.name ?? id}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && !source && <SkeletonRows />}
      {source && <StateCard source={source} />}
      {source?.kind === 'sdk' && (
        <>
          <KeysCard source={source} made={key} onMade={setKey} />
          <SnippetsCard id={id} writeKey={key} />
          <LiveCard id={id} />
          <RejectedCard id={id} />
        </>
      )}
      {source && source.kind !== 'sdk' && <PulledCard id={id} />}
      {saved.error && <ProblemNotice error={saved.error} onRetry={() => void saved.refetch()} />}
      {saved.data && <SettingsCard key={id} saved={saved.data} />}
    </div>
  )
}

const StateCard = ({ source }: { readonly source: SourceStatus }) => (
  <Card title={texts.sources.state} actions={<PauseButton source={source} />}>
    {source.problem !== null && (
      <p className={style({ font: 'ui', color: 'negative', margin: 0 })}>{source.problem}</p>
    )}
    {source.columns.rowsBeyond > 0 && (
      <p className={style({ font: 'ui', margin: 0, overflowWrap: 'anywhere' })}>
        {texts.sources.beyond(source.columns)}
      </p>
    )}
    <DataTable
      label={texts.sources.state}
      rows={[source]}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.data.dataset,
          cell: ({ dataset }) => (
            <Link
              to="/datasets/$id"
              params={{ id: dataset }}
              className={style({ color: 'neutral' })}
            >
              {dataset}
            </Link>
          ),
        },
        {
          name: texts.sources.accepted,
          isNumber: true,
          cell: ({ accepted }) => printFigure(accepted),
        },
        {
          name: texts.sources.rejected,
          isNumber: true,
          cell: ({ rejected }) => printFigure(rejected),
        },
        {
          name: texts.sources.waiting,
          isNumber: true,
          cell: ({ waiting }) => printFigure(waiting),
        },
        {
          name: texts.sources.last,
          cell: ({ lastAt }) => (lastAt === null ? noFigure : printAgo(lastAt)),
        },
        {
          name: texts.sources.protocols,
          cell: ({ protocols }) => protocols.join(', ') || noFigure,
        },
      ]}
    />
  </Card>
)

function PauseButton({ source: { id, paused } }: { readonly source: SourceStatus }) {
  const client = useQueryClient()
  const query = versionedQuery<SourceDocument>('source', id)
  const pause = useMutation({
    async mutationFn(isPaused: boolean) {
      const { document, version } = await client.fetchQuery({ ...query, staleTime: 0 })
      return putVersioned({ ...document, paused: isPaused }, version)
    },
    onSuccess(now) {
      client.setQueryData(query.queryKey, now)
      return client.invalidateQueries({ queryKey: ofSources })
    },
  })
  return (
    <ToggleButton
      size="S"
      isSelected={paused}
      isDisabled={pause.isPending}
      onChange={(isPaused) => pause.mutate(isPaused)}
    >
      {texts.sources.pause}
    </ToggleButton>
  )
}
