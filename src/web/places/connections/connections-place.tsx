import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import {
  type ConnectionDocument,
  connectionsQuery,
  connectionStatusQuery,
  datasetsQuery,
  stitchingQuery,
} from '../../api/index.ts'
import { DataPages } from '../../app/data-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { StitchingCard } from './stitching-card.tsx'
import { ConnectionMap } from './connection-map.tsx'
import { mapOf } from './map-of.ts'

const route = getRouteApi('/connections')

/** Connections: which datasets are joined, by what, and how well. */
export function ConnectionsPlace() {
  const { data: connections, error, refetch } = useQuery(connectionsQuery)
  const { connections: title } = texts.data
  return (
    <div className={listPage}>
      <PlaceHeader title={title} parents={[{ label: texts.data.title, to: '/data' }]} />
      <DataPages current="connections" />
      <h1 className={style({ font: 'heading', margin: 0 })}>{title}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && connections === undefined && <SkeletonRows />}
      {connections?.length === 0 && (
        <EmptyState title={texts.connections.none}>
          <Link to="/data" className={link}>
            {texts.connections.noneHint}
          </Link>
        </EmptyState>
      )}
      {connections?.map((connection) => (
        <Connection key={connection.id} connection={connection} />
      ))}
    </div>
  )
}

function Connection({ connection }: { readonly connection: ConnectionDocument }) {
  const { id, name = id, description } = connection
  const navigate = useNavigate()
  const { dataset: chosen } = route.useSearch()
  const datasets = useQuery(datasetsQuery)
  const status = useQuery(connectionStatusQuery(id))
  const quality = useQuery(stitchingQuery(id))
  const error = datasets.error ?? status.error ?? quality.error
  const isOwn = connection.datasets.some(({ dataset }) => dataset === chosen)
  const choose = (dataset: string) =>
    void navigate({
      to: '/connections',
      search: dataset === chosen ? {} : { dataset },
      resetScroll: false,
    })
  return (
    <>
      <Card
        title={name}
        actions={
          <Link to="/connections/$id" params={{ id }} className={link}>
            {texts.connection.edit}
          </Link>
        }
      >
        {description !== undefined && description !== '' && (
          <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0 })}>
            {description}
          </p>
        )}
        {error && <ProblemNotice error={error} onRetry={() => void quality.refetch()} />}
        {!error && !(datasets.data && status.data && quality.data) && <SkeletonRows />}
        {datasets.data && status.data && quality.data && (
          <ConnectionMap
            label={texts.connections.mapOf(name)}
            map={mapOf(connection, {
              datasets: datasets.data,
              status: status.data,
              overlap: quality.data.isBuilt ? quality.data.overlap : undefined,
            })}
            chosen={chosen}
            onChoose={choose}
          />
        )}
        {chosen !== undefined && isOwn && <Chosen connection={connection} dataset={chosen} />}
      </Card>
      <StitchingCard connection={connection} {...(isOwn && { dataset: chosen })} />
    </>
  )
}

interface ChosenProps {
  readonly connection: ConnectionDocument
  readonly dataset: string
}

/** The dataset that was chosen on the map: the way to it, and whether it is stitched. */
function Chosen({ connection, dataset }: ChosenProps) {
  const isStitched = connection.datasets.some(
    (entry) => entry.dataset === dataset && entry.stitch !== undefined,
  )
  const t = texts.connections
  return (
    <p className={style({ font: 'ui', margin: 0 })}>
      <Link to="/datasets/$id" params={{ id: dataset }} search={{}} className={link}>
        {t.open(dataset)}
      </Link>{' '}
      {isStitched ? t.stitchedBelow : t.notStitched}
    </p>
  )
}

const link = style({ font: 'ui', color: 'neutral', fontWeight: 'bold' })
