import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { connectionsQuery, datasetsQuery, dataViewsQuery } from '../../api/index.ts'
import { DataPages } from '../../app/data-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { DatasetTable } from './dataset-table.tsx'
import { DataViewTable } from './data-view-table.tsx'
import { NewImport } from './new-import.tsx'
import { Welcome } from './welcome.tsx'

/** Data: what is there, how fresh it is, and a place to drop more. */
export function DataPlace() {
  const datasets = useQuery(datasetsQuery)
  const connections = useQuery(connectionsQuery)
  const dataViews = useQuery(dataViewsQuery)
  const error = datasets.error ?? connections.error ?? dataViews.error
  return (
    <div className={listPage}>
      <PlaceHeader
        title={texts.data.datasets}
        parents={[{ label: texts.data.title, to: '/data' }]}
      />
      <DataPages current="datasets" />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.data.title}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void datasets.refetch()} />}
      {datasets.data?.length === 0 && <Welcome />}
      {!datasets.isPending && <NewImport />}
      {datasets.isPending && (
        <Card title={texts.data.datasets}>
          <SkeletonRows />
        </Card>
      )}
      {dataViews.data && (connections.data ?? []).length > 0 && (
        <Card title={texts.data.dataViews} actions={<NewDataViewButton />}>
          <DataViewTable dataViews={dataViews.data} />
        </Card>
      )}
      {datasets.data && datasets.data.length > 0 && (
        <Card title={texts.data.datasets}>
          <DatasetTable datasets={datasets.data} connections={connections.data ?? []} />
        </Card>
      )}
    </div>
  )
}

function NewDataViewButton() {
  const navigate = useNavigate()
  return (
    <Button
      size="S"
      variant="secondary"
      onPress={() => void navigate({ to: '/new-data-view', search: {} })}
    >
      {texts.dataViewPage.new}
    </Button>
  )
}
