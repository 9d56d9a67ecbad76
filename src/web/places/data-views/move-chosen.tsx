import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button, Text } from '@react-spectrum/s2/Button'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo, useState } from 'react'
import { useCommands } from '../../app/commands/command-registry.ts'
import { KeyHint } from '../../app/keys/key-hint.tsx'
import { texts } from '../../texts/index.ts'
import { FolderDialog } from '../components/folder-dialog.tsx'
import { type ComponentPlace, findComponent, putInFolder } from './component-list.ts'
import { useViewEditing } from './view-context.ts'

interface MoveChosenProps {
  readonly chosen: readonly ComponentPlace[]
  readonly onUnselect: () => void
}

const t = texts.folders

/** How many components of a data view are selected, and the way to put them into a folder. */
export function MoveChosen({ chosen, onUnselect }: MoveChosenProps) {
  const [isAsking, setAsking] = useState(false)
  useCommands(
    useMemo(
      () => [
        {
          ...{ id: 'move-view-components', name: t.move, group: texts.dataViewPage.components },
          keys: 'm',
          run: () => setAsking(true),
        },
      ],
      [],
    ),
  )
  const count = texts.saved.selected(chosen.length)
  return (
    <section aria-label={count} className={bar}>
      <span role="status" className={style({ font: 'ui-sm', fontWeight: 'bold' })}>
        {count}
      </span>
      <Button size="S" variant="secondary" onPress={() => setAsking(true)}>
        <Text>{t.move}</Text>
        <KeyHint keys="m" />
      </Button>
      <ActionButton size="S" isQuiet onPress={onUnselect}>
        {texts.saved.unselect}
      </ActionButton>
      <DialogContainer onDismiss={() => setAsking(false)}>
        {isAsking && (
          <MoveDialog chosen={chosen} onUnselect={onUnselect} onClose={() => setAsking(false)} />
        )}
      </DialogContainer>
    </section>
  )
}

interface MoveDialogProps extends MoveChosenProps {
  readonly onClose: () => void
}

function MoveDialog({ chosen, onUnselect, onClose }: MoveDialogProps) {
  const { draft } = useViewEditing()
  const { document } = draft
  const folders = chosen.map((place) => findComponent(document, place)?.folder ?? '')
  const isOne = new Set(folders).size === 1
  const [folder, setFolder] = useState(isOne ? folders[0]! : '')
  return (
    <FolderDialog
      title={t.moveTitle(chosen.length)}
      label={t.label}
      action={t.moveYes}
      view={document.id}
      value={folder}
      onChange={setFolder}
      canRun={folders.some((each) => each !== folder)}
      isPending={false}
      error={null}
      onRun={() => {
        draft.change(putInFolder(document, chosen, folder))
        onClose()
        onUnselect()
      }}
      onClose={onClose}
    />
  )
}

const bar = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  padding: 8,
  borderRadius: 'default',
  backgroundColor: 'blue-100',
})
