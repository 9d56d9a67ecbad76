import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import type { IntendedPanel } from './ask-search.ts'
import { type PutAnswer, type PutPlace, putAnswer } from './put-answer.ts'

const PutDialog = lazy(async () => ({ default: (await import('./put-dialog.tsx')).PutDialog }))

interface PutIntoProjectProps extends PutAnswer {
  readonly intended: IntendedPanel | null
}

/** What an answer becomes: a visualization of a project. */
export function PutIntoProject({ intended, ...given }: PutIntoProjectProps) {
  const [isOpen, setOpen] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const put = useMutation({
    mutationFn: ({ place, name }: { place: PutPlace; name: string }) =>
      putAnswer(client, { ...given, name }, place),
    onSuccess: (id) => navigate({ to: '/projects/$id', params: { id } }),
  })
  return (
    <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: 8 })}>
      {intended !== null && (
        <Button
          variant="accent"
          isPending={put.isPending}
          onPress={() => put.mutate({ place: intended, name: given.name })}
        >
          {texts.ask.put.intoPanel}
        </Button>
      )}
      <Button variant={intended === null ? 'accent' : 'secondary'} onPress={() => setOpen(true)}>
        {texts.ask.put.action}
      </Button>
      {put.error !== null && !isOpen && <ProblemNotice error={put.error} />}
      <Suspense>
        {isOpen && (
          <PutDialog
            {...given}
            error={put.error}
            isPending={put.isPending}
            onPut={(place, name) => put.mutate({ place, name })}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </div>
  )
}
