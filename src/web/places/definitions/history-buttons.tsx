import RedoIcon from '@react-spectrum/s2/icons/Redo'
import UndoIcon from '@react-spectrum/s2/icons/Undo'
import { useMemo } from 'react'
import type { Command } from '../../app/commands/command.ts'
import { useCommands } from '../../app/commands/command-registry.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { texts } from '../../texts/index.ts'

/** What was changed, and can be taken back or done again. */
export interface Steps {
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly undo: () => void
  readonly redo: () => void
}

interface HistoryButtonsProps {
  readonly history: Steps
  /** Of the commands, in the palette. */
  readonly group: string
}

/** Undo and redo, with their keys. */
export function HistoryButtons({ history, group }: HistoryButtonsProps) {
  const { undo, redo } = useHistoryCommands(history, group)
  return (
    <>
      <IconButton command={undo}>
        <UndoIcon />
      </IconButton>
      <IconButton command={redo}>
        <RedoIcon />
      </IconButton>
    </>
  )
}

function useHistoryCommands(history: Steps, group: string) {
  const { canUndo, canRedo, undo, redo } = history
  const commands = useMemo(
    (): { readonly undo: Command; readonly redo: Command } => ({
      undo: {
        id: 'undo',
        name: texts.builder.undo,
        group,
        keys: '$mod+z',
        isDisabled: !canUndo,
        run: undo,
      },
      redo: {
        id: 'redo',
        name: texts.builder.redo,
        group,
        keys: '$mod+Shift+z',
        otherKeys: ['$mod+y'],
        isDisabled: !canRedo,
        run: redo,
      },
    }),
    [canUndo, canRedo, undo, redo, group],
  )
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return commands
}
