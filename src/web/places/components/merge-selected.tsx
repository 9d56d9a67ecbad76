import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { Button } from '@react-spectrum/s2/Button'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { mergeComponents } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { areSame } from './filter-saved.ts'
import { renewComponents } from './renew-components.ts'

interface MergeSelectedProps {
  readonly chosen: readonly SavedComponent[]
  readonly onMerged: () => void
}

const t = texts.saved

/** Makes one of several that say the same; offered where they do. */
export function MergeSelected({ chosen, onMerged }: MergeSelectedProps) {
  const [isAsking, setIsAsking] = useState(false)
  const [stays, setStays] = useState('')
  const client = useQueryClient()
  const most = chosen.toSorted((a, b) => b.usedBy - a.usedBy)[0]
  const into = chosen.find(({ id }) => id === stays) ?? most
  const merging = useMutation({
    mutationFn: (kept: SavedComponent) => mergeComponents(chosen, kept),
    onSuccess: (projects, { name }) => {
      if (projects.length > 0) ToastQueue.info(t.stillNamed(projects.join(', ')))
      else ToastQueue.positive(t.merged(name), { timeout: 5000 })
      onMerged()
    },
    onSettled: () => renewComponents(client),
  })
  if (into === undefined || !areSame(chosen)) return null
  return (
    <>
      <Button size="S" variant="secondary" onPress={() => setIsAsking(true)}>
        {t.merge}
      </Button>
      {merging.error && <ProblemNotice error={merging.error} />}
      <DialogContainer onDismiss={() => setIsAsking(false)}>
        {isAsking && (
          <AlertDialog
            variant="confirmation"
            title={t.mergeTitle}
            primaryActionLabel={t.mergeYes}
            cancelLabel={t.cancel}
            onPrimaryAction={() => merging.mutate(into)}
          >
            <p>{t.mergeText}</p>
            <ChoicePicker
              label={t.mergeInto}
              value={into.id}
              choices={Object.fromEntries(chosen.map(({ id, name }) => [id, t.choice(name, id)]))}
              onChange={setStays}
            />
          </AlertDialog>
        )}
      </DialogContainer>
    </>
  )
}
