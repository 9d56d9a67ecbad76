import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Batch } from '../../../model/answers/datasets.ts'
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import { batchesQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { DeleteBatchDialog } from './delete-batch-dialog.tsx'
import { FileDrop } from './file-drop.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportSummary } from './import-summary.tsx'

/** The imports of a dataset, each to be taken out or put in the place of. */
export function BatchesCard({ id }: { readonly id: string }) {
  const { data: batches, error, refetch } = useQuery(batchesQuery(id))
  const [replaced, setReplaced] = useState<Batch>()
  const [report, setReport] = useState<ImportOutcome>()
  const [refusal, setRefusal] = useState<Error>()
  return (
    <Card title={texts.dataset.batches}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {refusal && <ProblemNotice error={refusal} />}
      {!error && batches === undefined && <SkeletonRows />}
      {batches?.length === 0 && (
        <EmptyState title={texts.dataset.noBatches}>{texts.dataset.noBatchesHint}</EmptyState>
      )}
      {report && <ImportSummary report={report} />}
      {replaced && (
        <Replacing
          key={replaced.batch}
          dataset={id}
          batch={replaced}
          onDone={(done) => {
            setReport(done)
            setReplaced(undefined)
          }}
        />
      )}
      {batches && batches.length > 0 && (
        <Batches batches={batches} onReplace={setReplaced} onRefused={setRefusal} />
      )}
    </Card>
  )
}

interface BatchesProps {
  readonly batches: readonly Batch[]
  readonly onReplace: (batch: Batch) => void
  readonly onRefused: (error: Error | undefined) => void
}

const Batches = ({ batches, onReplace, onRefused }: BatchesProps) => (
  <DataTable
    label={texts.dataset.batches}
    rows={batches}
    keyOf={({ batch }) => batch}
    columns={[
      { name: texts.dataset.batch, cell: ({ batch }) => batch },
      { name: texts.dataset.source, cell: ({ source }) => source },
      { name: texts.dataset.finished, cell: ({ finished }) => <Instant at={finished} /> },
      { name: texts.dataset.read, isNumber: true, cell: ({ read }) => printFigure(read) },
      { name: texts.dataset.added, isNumber: true, cell: ({ added }) => printFigure(added) },
      {
        name: texts.dataset.duplicates,
        isNumber: true,
        cell: ({ duplicates }) => printFigure(duplicates),
      },
      { name: texts.dataset.skipped, cell: skippedOf },
      {
        name: texts.dataset.status,
        cell: ({ status, problem }) => problem || texts.dataset.statuses[status],
      },
      {
        name: texts.dataset.act,
        cell: (batch) =>
          batch.status === 'committed' && (
            <BatchButtons batch={batch} onReplace={onReplace} onRefused={onRefused} />
          ),
      },
    ]}
  />
)

interface BatchButtonsProps extends Omit<BatchesProps, 'batches'> {
  readonly batch: Batch
}

const BatchButtons = ({ batch, onReplace, onRefused }: BatchButtonsProps) => (
  <div className={style({ display: 'flex', gap: 4, width: 'max' })}>
    <ActionButton
      size="XS"
      aria-label={texts.dataset.replaceBatchOf(batch.batch)}
      onPress={() => onReplace(batch)}
    >
      {texts.dataset.replaceBatch}
    </ActionButton>
    <DialogTrigger>
      <ActionButton size="XS" aria-label={texts.dataset.deleteBatchOf(batch.batch)}>
        {texts.dataset.deleteBatch}
      </ActionButton>
      <DeleteBatchDialog batch={batch} onRefused={onRefused} />
    </DialogTrigger>
  </div>
)

interface ReplacingProps {
  readonly dataset: string
  readonly batch: Batch
  readonly onDone: (report: ImportOutcome | undefined) => void
}

/** A file that is put in the place of a batch, after it was looked at. */
function Replacing({ dataset, batch: { batch, source, added }, onDone }: ReplacingProps) {
  const [file, setFile] = useState<File>()
  const cancel = () => onDone(undefined)
  return (
    <section aria-label={texts.dataset.replacing(batch, source)} className={part}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>
        {texts.dataset.replacing(batch, source)}
      </h3>
      <p className={style({ font: 'ui', margin: 0 })}>
        {texts.dataset.replaceText(printFigure(added))}
      </p>
      {file ? (
        <ImportForm file={file} into={dataset} replaces={batch} onDone={onDone} onCancel={cancel} />
      ) : (
        <>
          <FileDrop onFile={setFile} />
          <div>
            <ActionButton size="S" onPress={cancel}>
              {texts.import.cancel}
            </ActionButton>
          </div>
        </>
      )}
    </section>
  )
}

const skippedOf = ({ skipped }: Batch): string =>
  Object.entries(skipped)
    .map(([reason, count]) => `${printFigure(count)} ${reason}`)
    .join(', ') || printFigure(0)

const part = style({ display: 'grid', gap: 12, minWidth: 0 })
