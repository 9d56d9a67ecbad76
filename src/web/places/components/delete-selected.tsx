import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { Button } from '@react-spectrum/s2/Button'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { deleteDefinition } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { renewComponents } from './renew-components.ts'

interface DeleteSelectedProps {
  readonly chosen: readonly SavedComponent[]
  readonly onDeleted: () => void
}

/** Deletes those of the selected that nothing uses. */
export function DeleteSelected({ chosen, onDeleted }: DeleteSelectedProps) {
  const [isAsking, setIsAsking] = useState(false)
  const client = useQueryClient()
  const unused = chosen.filter(({ usedBy }) => usedBy === 0)
  const deleting = useMutation({
    mutationFn: async () => {
      for (const { kind, id, version } of unused) await deleteDefinition(kind, id, version)
    },
    onSuccess: onDeleted,
    onSettled: () => renewComponents(client),
  })
  return (
    <>
      <Button size="S" variant="negative" fillStyle="outline" onPress={() => setIsAsking(true)}>
        {texts.saved.delete}
      </Button>
      {deleting.error && <ProblemNotice error={deleting.error} />}
      <DialogContainer onDismiss={() => setIsAsking(false)}>
        {isAsking && (
          <AlertDialog
            variant="destructive"
            title={texts.saved.deleteTitle(unused.length)}
            primaryActionLabel={texts.saved.deleteYes}
            cancelLabel={texts.saved.cancel}
            isPrimaryActionDisabled={unused.length === 0}
            onPrimaryAction={() => deleting.mutate()}
          >
            <DeleteWarning chosen={chosen} />
          </AlertDialog>
        )}
      </DialogContainer>
    </>
  )
}

function DeleteWarning({ chosen }: { readonly chosen: readonly SavedComponent[] }) {
  const used = chosen.filter(({ usedBy }) => usedBy > 0)
  const isNone = used.length === chosen.length
  return (
    <>
      {isNone ? texts.saved.nothingToDelete : texts.saved.deleteText}
      {used.length > 0 && (
        <>
          <p>{texts.saved.usedOnes}</p>
          <ul>
            {used.map(({ kind, id, name, usedBy }) => (
              <li key={`${kind} ${id}`}>{texts.saved.usedOne(name, usedBy)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
