import { Button } from '@react-spectrum/s2/Button'
import { CustomDialog, Heading } from '@react-spectrum/s2/CustomDialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { editPreviewQuery, editSpace, ofSpace, type SpaceEdit } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import type { Done } from './done-notice.tsx'
import { EditFields } from './edit-fields.tsx'
import { EditOutcome, isNothing } from './edit-outcome.tsx'

interface EditDialogProps {
  readonly space: string
  /** What the edit begins with; identities that are still to be named are empty. */
  readonly begun: SpaceEdit
  readonly onClose: () => void
  readonly onDone: (done: Done) => void
  /** Called once the dialog of an edit that was made is gone. */
  readonly onGone: () => void
}

/** An edit with its preview, before it is made. */
export const EditDialog = (props: EditDialogProps) => (
  <CustomDialog size="L">
    <EditForm {...props} />
  </CustomDialog>
)

function EditForm({ space, begun, onClose, onDone, onGone }: EditDialogProps) {
  const [edit, setEdit] = useState(begun)
  const [note, setNote] = useState('')
  const preview = usePreview(space, edit)
  const isMade = useRef(false)
  const make = useMake(space, (done) => {
    isMade.current = true
    onDone(done)
  })
  useEffect(() => () => (isMade.current ? onGone() : undefined), [onGone])
  const said = texts.identity.edits[edit.kind]
  const isReady = preview.data !== undefined && !preview.isPending && !isNothing(preview.data)
  return (
    <div className={content}>
      <Heading slot="title" styles={style({ font: 'title-lg', margin: 0 })}>
        {said.title}
      </Heading>
      <span>{said.text}</span>
      <EditFields space={space} edit={edit} onChange={setEdit} />
      {hasNote(edit) && (
        <TextField
          label={texts.identity.note}
          size="S"
          value={note}
          onChange={setNote}
          styles={style({ width: 'full' })}
        />
      )}
      <section aria-label={texts.identity.preview} aria-busy={preview.isPending}>
        <Preview {...preview} />
      </section>
      {make.error && <ProblemNotice error={make.error} />}
      <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
        <Button variant="secondary" onPress={onClose}>
          {texts.import.cancel}
        </Button>
        <Button
          variant="accent"
          isDisabled={!isReady}
          isPending={make.isPending}
          onPress={() => make.mutate({ edit, note })}
        >
          {said.submit}
        </Button>
      </div>
    </div>
  )
}

/** Previews follow what is typed, once typing pauses. */
function usePreview(space: string, edit: SpaceEdit) {
  const asked = useDelayed(edit)
  const isAsked = isWhole(asked)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...editPreviewQuery(space, asked),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  return {
    isAsked,
    data: isAsked ? data : undefined,
    error,
    isPending: edit !== asked || isPlaceholderData || isFetching,
    retry: () => void refetch(),
  }
}

function Preview({ isAsked, data, error, retry }: ReturnType<typeof usePreview>) {
  if (!isAsked) return texts.identity.previewHint
  if (error) return <ProblemNotice error={error} onRetry={retry} />
  return data === undefined ? <SkeletonRows /> : <EditOutcome outcome={data} />
}

function useMake(space: string, onDone: (done: Done) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ edit, note }: { readonly edit: SpaceEdit; readonly note: string }) =>
      editSpace(space, edit, note),
    onSuccess: (outcome, { edit }) => {
      onDone({ edit, outcome })
      void client.invalidateQueries({ queryKey: ofSpace(space) })
      void client.invalidateQueries({ queryKey: ['connections'] })
    },
  })
}

/** Whether all identities are named. */
const isWhole = (edit: SpaceEdit): boolean =>
  !('ids' in edit) || edit.ids.every((id) => /^[^\s:]+:./u.test(id))

const hasNote = ({ kind }: SpaceEdit): boolean => kind !== 'undo' && kind !== 'unlink'

const content = style({ display: 'grid', gap: 16, font: 'ui', minWidth: 0 })
