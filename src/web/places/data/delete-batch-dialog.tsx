import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Batch } from '../../../model/answers/datasets.ts'
import { connectionsQuery, deleteBatch, skippedCountsQuery } from '../../api/index.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

interface DeleteBatchDialogProps {
  readonly batch: Batch
  readonly onRefused: (error: Error | undefined) => void
}

/** Asks before a batch is taken out, and says what changes by it. */
export function DeleteBatchDialog({ batch, onRefused }: DeleteBatchDialogProps) {
  const client = useQueryClient()
  const { data: connections } = useQuery(connectionsQuery)
  const { data: aside } = useQuery(skippedCountsQuery(batch.dataset))
  const remove = useMutation({
    mutationFn: () => deleteBatch(batch.dataset, batch.batch),
    onMutate: () => onRefused(undefined),
    onSuccess: () => client.invalidateQueries(),
    // The dialog is gone by then.
    onError: onRefused,
  })
  const using = connections?.filter(({ datasets }) =>
    datasets.some(({ dataset }) => dataset === batch.dataset),
  )
  const asideOfIt = aside?.filter((each) => each.batch === batch.batch) ?? []
  const rows = asideOfIt.reduce((sum, each) => sum + each.rows, 0)
  const isKnown = using !== undefined && aside !== undefined
  const t = texts.dataset
  return (
    <AlertDialog
      title={t.deleteTitle(batch.batch)}
      variant="destructive"
      primaryActionLabel={t.deleteYes}
      cancelLabel={t.deleteNo}
      isPrimaryActionDisabled={!isKnown}
      onPrimaryAction={() => remove.mutate()}
    >
      <p>{t.batchGoes(printFigure(batch.added), rows)}</p>
      {using && <p>{t.connectionsFollow(using.map(({ id, name = id }) => name))}</p>}
      <p>{t.rowsComeBack}</p>
    </AlertDialog>
  )
}
