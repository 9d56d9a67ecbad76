import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import type { DatasetDescription } from '../../../model/answers/datasets.ts'
import { connectionsQuery, datasetQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { BatchesCard } from './batches-card.tsx'
import { DatasetFields } from './dataset-fields.tsx'
import { FileDrop } from './file-drop.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportSummary } from './import-summary.tsx'
import { JoinForm } from './join-form.tsx'
import { SkippedRows } from './skipped-rows.tsx'

const route = getRouteApi('/datasets/$id')

/** One dataset: its fields, its imports, and the rows that were put aside. */
export function DatasetPlace() {
  const { id } = route.useParams()
  const { data: dataset, error, refetch } = useQuery(datasetQuery(id))
  return (
    <div className={listPage}>
      <PlaceHeader title={id} parents={[{ label: texts.data.datasets, to: '/data' }]} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{id}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && !dataset && <SkeletonRows />}
      {dataset && (
        <>
          <NotJoined dataset={dataset} />
          <Card title={texts.dataset.schema}>
            <DatasetFields dataset={dataset} />
          </Card>
          <BatchesCard id={id} />
          <Card title={texts.dataset.skippedRows}>
            <SkippedRows dataset={dataset} />
          </Card>
          <Card title={texts.dataset.importMore}>
            <ImportMore dataset={dataset} />
          </Card>
        </>
      )}
    </div>
  )
}

function NotJoined({ dataset }: { readonly dataset: DatasetDescription }) {
  const { data: connections } = useQuery(connectionsQuery)
  const navigate = useNavigate()
  const isUsed = connections?.some(({ datasets }) =>
    datasets.some((entry) => entry.dataset === dataset.id),
  )
  if (isUsed !== false) return null
  return (
    <Card title={texts.join.title(dataset.id)}>
      <JoinForm id={dataset.id} onCancel={() => void navigate({ to: '/data' })} />
    </Card>
  )
}

function ImportMore({ dataset: { id } }: { readonly dataset: DatasetDescription }) {
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<ImportOutcome>()
  if (file) {
    const onDone = (done: ImportOutcome) => {
      setReport(done)
      setFile(undefined)
    }
    return <ImportForm file={file} into={id} onDone={onDone} onCancel={() => setFile(undefined)} />
  }
  return (
    <>
      {report && <ImportSummary report={report} />}
      <FileDrop onFile={setFile} />
    </>
  )
}
