import { Button } from '@react-spectrum/s2/Button'
import { ProgressBar } from '@react-spectrum/s2/ProgressBar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { connectionsQuery, datasetsQuery, dataViewsQuery, loadSample } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts.ts'
import { DatasetTable } from './dataset-table.tsx'
import { DataViewTable } from './data-view-table.tsx'
import { NewImport } from './new-import.tsx'
import { samplePanel } from './sample-panel.ts'
import { StitchingCard } from './stitching-card.tsx'

/** Data: what is there, how fresh it is, and a place to drop more. */
export function DataPlace() {
  const datasets = useQuery(datasetsQuery)
  const connections = useQuery(connectionsQuery)
  const dataViews = useQuery(dataViewsQuery)
  const error = datasets.error ?? connections.error ?? dataViews.error
  return (
    <div className={page}>
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.data.title}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void datasets.refetch()} />}
      {datasets.data?.length === 0 && <Welcome />}
      {!datasets.isPending && <NewImport />}
      {datasets.isPending && (
        <Card title={texts.data.datasets}>
          <SkeletonRows />
        </Card>
      )}
      {dataViews.data && dataViews.data.length > 0 && (
        <Card title={texts.data.dataViews}>
          <DataViewTable dataViews={dataViews.data} />
        </Card>
      )}
      {datasets.data && datasets.data.length > 0 && (
        <Card title={texts.data.datasets}>
          <DatasetTable datasets={datasets.data} connections={connections.data ?? []} />
        </Card>
      )}
      {connections.data?.map((connection) => (
        <StitchingCard key={connection.id} connection={connection} />
      ))}
    </div>
  )
}

/** A first start: the sample. */
function Welcome() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const sample = useMutation({
    mutationFn: loadSample,
    onSuccess: async () => {
      await client.invalidateQueries()
      await navigate({ to: '/explore', search: samplePanel })
    },
  })
  return (
    <Card title={texts.data.welcome}>
      <p className={style({ font: 'body', margin: 0, maxWidth: 640 })}>{texts.data.welcomeText}</p>
      {sample.error && <ProblemNotice error={sample.error} />}
      {sample.isPending ? (
        <ProgressBar isIndeterminate label={texts.data.loadingSample} />
      ) : (
        <Button variant="accent" onPress={() => sample.mutate()} styles={style({ width: 'fit' })}>
          {texts.data.loadSample}
        </Button>
      )}
    </Card>
  )
}

const page = style({ display: 'grid', gap: 16, maxWidth: 1120, marginX: 'auto', minWidth: 0 })
