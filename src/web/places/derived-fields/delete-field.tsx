import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type DataViewDocument, brokenByQuery } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { editView } from './edit-view.ts'
import { type FieldDocument, findUsers, withoutField } from './field-document.ts'

interface DeleteFieldProps {
  readonly view: DataViewDocument
  readonly field: FieldDocument
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Asks before a derived field is deleted; one that is used stays. */
export const DeleteField = ({ isOpen, onClose, ...props }: DeleteFieldProps) => (
  <DialogContainer onDismiss={onClose}>{isOpen && <DeleteDialog {...props} />}</DialogContainer>
)

function DeleteDialog({ view, field, onDeleted }: Omit<DeleteFieldProps, 'isOpen' | 'onClose'>) {
  const { id, name = id } = field
  const client = useQueryClient()
  const users = sayUsers(view, id)
  const broken = useQuery({
    ...brokenByQuery(withoutField(view, id)),
    enabled: users.length === 0,
  })
  const remove = useMutation({
    mutationFn: () => editView(client, view.id, (now) => withoutField(now, id)),
    onSuccess: onDeleted,
    // The dialog is gone by then.
    onError: (error) => ToastQueue.negative(error.message),
  })
  const others = (broken.data?.broken ?? []).map((each) =>
    texts.definition.user(each.kind, each.name ?? each.id),
  )
  const all = [...users, ...others]
  const isKnown = users.length > 0 || broken.data !== undefined
  return (
    <AlertDialog
      title={texts.derivedFields.deleteTitle(name)}
      variant="destructive"
      primaryActionLabel={texts.derivedFields.deleteYes}
      cancelLabel={texts.derivedFields.cancel}
      isPrimaryActionDisabled={!isKnown || all.length > 0 || remove.isPending}
      onPrimaryAction={() => remove.mutate()}
    >
      {all.length > 0 ? texts.derivedFields.deleteUsed : texts.derivedFields.deleteText}
      {all.length > 0 && (
        <ul>
          {all.map((user) => (
            <li key={user}>{user}</li>
          ))}
        </ul>
      )}
      {broken.error && <ProblemNotice error={broken.error} />}
    </AlertDialog>
  )
}

/** What reads a field, in words. */
export function sayUsers(view: DataViewDocument, id: string): readonly string[] {
  const { dimensions, metrics, derivedFields } = findUsers(view, id)
  return [
    ...dimensions.map(texts.derivedFields.dimension),
    ...metrics.map(texts.derivedFields.metric),
    ...derivedFields.map(texts.derivedFields.inputOf),
  ]
}
