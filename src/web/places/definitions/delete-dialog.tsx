import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteDefinition, usedByQuery } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

interface DeleteDialogProps {
  readonly of: {
    readonly kind: string
    readonly id: string
    readonly version: number
    readonly name?: string | undefined
  }
  /** What follows from it. */
  readonly follows: string
  readonly onDeleted: () => void
  readonly onFailed: (error: Error) => void
}

/** Asks before a definition is deleted, and says what uses it, or what follows. */
export function DeleteDialog({ of, follows, onDeleted, onFailed }: DeleteDialogProps) {
  const client = useQueryClient()
  const { data: users, error } = useQuery({ ...usedByQuery(of.kind, of.id), staleTime: 0 })
  const remove = useMutation({
    mutationFn: () => deleteDefinition(of.kind, of.id, of.version),
    onSuccess: () => {
      onDeleted()
      void client.invalidateQueries({ queryKey: ['definitions', of.kind] })
    },
    // The dialog is gone by then.
    onError: onFailed,
  })
  const isUsed = users !== undefined && users.length > 0
  return (
    <AlertDialog
      title={texts.definition.deleteTitle(of.name ?? of.id)}
      variant="destructive"
      primaryActionLabel={texts.definition.deleteYes}
      cancelLabel={texts.definition.cancel}
      isPrimaryActionDisabled={users === undefined || isUsed || remove.isPending}
      onPrimaryAction={() => remove.mutate()}
    >
      {isUsed ? texts.definition.usedBy : follows}
      {isUsed && (
        <ul>
          {[...new Set(users.map(({ kind, id }) => texts.definition.user(kind, id)))].map(
            (user) => (
              <li key={user}>{user}</li>
            ),
          )}
        </ul>
      )}
      {error && <ProblemNotice error={error} />}
    </AlertDialog>
  )
}
