import { Button, Text } from '@react-spectrum/s2/Button'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { moveComponents } from '../../api/index.ts'
import { useCommands } from '../../app/commands/command-registry.ts'
import { KeyHint } from '../../app/keys/key-hint.tsx'
import { texts } from '../../texts/index.ts'
import { FolderDialog } from './folder-dialog.tsx'
import { renewComponents } from './renew-components.ts'

interface MoveSelectedProps {
  readonly chosen: readonly SavedComponent[]
  readonly view: string
  readonly onMoved: () => void
}

const t = texts.folders

/** Puts all that are selected into a folder, or takes them out of theirs. */
export function MoveSelected(props: MoveSelectedProps) {
  const [isAsking, setAsking] = useState(false)
  useCommands(
    useMemo(
      () => [
        {
          id: 'move-components',
          name: t.move,
          group: texts.saved.title,
          keys: 'm',
          run: () => setAsking(true),
        },
      ],
      [],
    ),
  )
  return (
    <>
      <Button size="S" variant="secondary" onPress={() => setAsking(true)}>
        <Text>{t.move}</Text>
        <KeyHint keys="m" />
      </Button>
      <DialogContainer onDismiss={() => setAsking(false)}>
        {isAsking && <MoveDialog {...props} onClose={() => setAsking(false)} />}
      </DialogContainer>
    </>
  )
}

interface MoveDialogProps extends MoveSelectedProps {
  readonly onClose: () => void
}

function MoveDialog({ chosen, view, onMoved, onClose }: MoveDialogProps) {
  const [folder, setFolder] = useState(sharedFolder(chosen))
  const client = useQueryClient()
  const moving = useMutation({
    mutationFn: () => moveComponents(chosen, folder === '' ? null : folder),
    onSuccess: () => {
      ToastQueue.positive(t.moved(folder, chosen.length), { timeout: 5000 })
      onClose()
      onMoved()
    },
    onSettled: () => renewComponents(client),
  })
  return (
    <FolderDialog
      title={t.moveTitle(chosen.length)}
      label={t.label}
      action={t.moveYes}
      view={view}
      value={folder}
      onChange={setFolder}
      canRun={chosen.some((each) => (each.folder ?? '') !== folder)}
      isPending={moving.isPending}
      error={moving.error}
      onRun={() => moving.mutate()}
      onClose={onClose}
    />
  )
}

/** The folder that all are in; empty where they are in several, or in none. */
function sharedFolder([first, ...others]: readonly SavedComponent[]): string {
  const folder = first?.folder ?? ''
  return others.every((other) => other.folder === first?.folder) ? folder : ''
}
