import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { Button } from '@react-spectrum/s2/Button'
import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Damage } from '../../../model/answers/damage.ts'
import { checkQuery, repair } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { printFigure } from '../../components/figures.ts'
import { Note } from '../../components/note.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

/** Whether all that was written is there, and what can be done where it is not. */
export function HealthCard() {
  const { data, error, isFetching, refetch } = useQuery(checkQuery)
  const left = data?.left ?? []
  const again = (
    <Button variant="secondary" size="S" isPending={isFetching} onPress={() => void refetch()}>
      {texts.administration.check}
    </Button>
  )
  return (
    <Card title={texts.administration.health} actions={again}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <SkeletonRows />}
      {data && left.length === 0 && (
        <p role="status" className={style({ font: 'ui', margin: 0 })}>
          {texts.administration.isWhole}
        </p>
      )}
      {left.length > 0 && <Damages damages={left} />}
    </Card>
  )
}

function Damages({ damages }: { readonly damages: readonly Damage[] }) {
  const queries = useQueryClient()
  const { mutate, error, isPending } = useMutation({
    mutationFn: repair,
    onSuccess: (found) => {
      queries.setQueryData(checkQuery.queryKey, found)
      void queries.invalidateQueries()
    },
  })
  return (
    <>
      <Note
        variant="negative"
        title={texts.administration.damaged(damages.length)}
        lines={damages.map(say)}
      />
      {error && <ProblemNotice error={error} />}
      <DialogTrigger>
        <Button variant="secondary" size="S" isPending={isPending} styles={style({ width: 'fit' })}>
          {texts.administration.repair}
        </Button>
        <AlertDialog
          variant="confirmation"
          title={texts.administration.repairTitle}
          primaryActionLabel={texts.administration.repairNow}
          cancelLabel={texts.administration.cancel}
          onPrimaryAction={() => mutate()}
        >
          {texts.administration.repairText}
        </AlertDialog>
      </DialogTrigger>
    </>
  )
}

function say({ kind, dataset, batch, expectedRows, foundRows }: Damage): string {
  const [found, number, expected] = [foundRows, batch, expectedRows].map((figure) =>
    printFigure(figure),
  ) as [string, string, string]
  return texts.administration.damages[kind](dataset, found, number, expected)
}
