import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { addTag, copyComponents, giveOwner } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { DeleteSelected } from './delete-selected.tsx'
import { MergeSelected } from './merge-selected.tsx'
import { MoveSelected } from './move-selected.tsx'
import { renewComponents } from './renew-components.ts'
import { TextAction } from './text-action.tsx'

interface SelectedBarProps {
  readonly chosen: readonly SavedComponent[]
  readonly view: string
  readonly onUnselect: () => void
}

const t = texts.saved

/** What can be done with all that are selected. */
export function SelectedBar({ chosen, view, onUnselect }: SelectedBarProps) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: async ({ work, said }: { work: () => Promise<void>; said: string }) => {
      await work()
      ToastQueue.positive(said, { timeout: 5000 })
    },
    onSettled: () => renewComponents(client),
  })
  const count = chosen.length
  return (
    <section aria-label={t.selected(count)} className={bar}>
      <span role="status" className={style({ font: 'ui', fontWeight: 'bold' })}>
        {t.selected(count)}
      </span>
      <MoveSelected chosen={chosen} view={view} onMoved={onUnselect} />
      <TextAction
        label={t.addTag}
        action={t.add}
        maxLength={64}
        isPending={change.isPending}
        onRun={(tag) =>
          change.mutate({ work: () => addTag(chosen, tag), said: t.tagged(count, tag) })
        }
      />
      <TextAction
        label={t.newOwner}
        action={t.give}
        maxLength={255}
        isPending={change.isPending}
        onRun={(owner) =>
          change.mutate({ work: () => giveOwner(chosen, owner), said: t.given(count, owner) })
        }
      />
      <Button
        size="S"
        variant="secondary"
        isPending={change.isPending}
        onPress={() =>
          change.mutate({ work: () => copyComponents(chosen, t.copyOf), said: t.copied(count) })
        }
      >
        {t.copy}
      </Button>
      <MergeSelected chosen={chosen} onMerged={onUnselect} />
      <DeleteSelected chosen={chosen} onDeleted={onUnselect} />
      <ActionButton size="S" isQuiet onPress={onUnselect}>
        {t.unselect}
      </ActionButton>
      {change.error && <ProblemNotice error={change.error} />}
    </section>
  )
}

const bar = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 12,
  padding: 8,
  borderRadius: 'default',
  backgroundColor: 'blue-100',
})
