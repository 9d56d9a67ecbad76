import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import type { Batch, DatasetDescription } from '../../../model/answers/datasets.ts'
import { batchesQuery, connectionsQuery, datasetQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure, printInstant } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts.ts'
import { DatasetFields } from './dataset-fields.tsx'
import { FileDrop } from './file-drop.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportSummary } from './import-summary.tsx'
import { JoinForm } from './join-form.tsx'
import { SkippedRows } from './skipped-rows.tsx'

const route = getRouteApi('/datasets/$id')

/** One dataset: its schema, its imports, and the rows that were put aside. */
export function DatasetPlace() {
  const { id } = route.useParams()
  const { data: dataset, error, refetch } = useQuery(datasetQuery(id))
  return (
    <div className={page}>
      <Link to="/" className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
        {texts.dataset.back}
      </Link>
      <h1 className={style({ font: 'heading', margin: 0 })}>{id}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && !dataset && <SkeletonRows />}
      {dataset && (
        <>
          <NotJoined dataset={dataset} />
          <Card title={texts.dataset.batches}>
            <Batches id={id} />
          </Card>
          <Card title={texts.dataset.importMore}>
            <ImportMore dataset={dataset} />
          </Card>
          <Card title={texts.dataset.skippedRows}>
            <SkippedRows id={id} />
          </Card>
          <Card title={texts.dataset.schema}>
            <DatasetFields dataset={dataset} />
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
      <JoinForm id={dataset.id} onCancel={() => void navigate({ to: '/' })} />
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

function Batches({ id }: { readonly id: string }) {
  const { data: batches, error, refetch } = useQuery(batchesQuery(id))
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (batches === undefined) return <SkeletonRows />
  if (batches.length === 0) {
    return <EmptyState title={texts.dataset.noBatches}>{texts.dataset.noBatchesHint}</EmptyState>
  }
  return (
    <DataTable
      label={texts.dataset.batches}
      rows={batches}
      keyOf={({ batch }) => batch}
      columns={[
        { name: texts.dataset.batch, cell: ({ batch }) => batch },
        { name: texts.dataset.source, cell: ({ source }) => source },
        { name: texts.dataset.finished, cell: ({ finished }) => printInstant(finished) },
        { name: texts.dataset.read, isNumber: true, cell: ({ read }) => printFigure(read) },
        { name: texts.dataset.added, isNumber: true, cell: ({ added }) => printFigure(added) },
        {
          name: texts.dataset.duplicates,
          isNumber: true,
          cell: ({ duplicates }) => printFigure(duplicates),
        },
        { name: texts.dataset.skipped, isNumber: true, cell: skippedOf },
        {
          name: texts.dataset.status,
          cell: ({ status, problem }) => problem || texts.dataset.statuses[status],
        },
      ]}
    />
  )
}

const skippedOf = ({ skipped }: Batch): string =>
  Object.entries(skipped)
    .map(([reason, count]) => `${printFigure(count)} ${reason}`)
    .join(', ') || printFigure(0)

const page = style({ display: 'grid', gap: 16, maxWidth: 1120, marginX: 'auto', minWidth: 0 })
