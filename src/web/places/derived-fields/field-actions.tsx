import { Button } from '@react-spectrum/s2/Button'
import RedoIcon from '@react-spectrum/s2/icons/Redo'
import UndoIcon from '@react-spectrum/s2/icons/Undo'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { DataViewDocument } from '../../api/index.ts'
import type { Command } from '../../app/commands/command.ts'
import { useCommands } from '../../app/commands/command-registry.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { texts } from '../../texts/index.ts'
import { FieldMenu } from './field-menu.tsx'
import type { FieldDraft } from './use-field-draft.ts'

interface FieldActionsProps {
  readonly view: DataViewDocument
  readonly draft: FieldDraft
  readonly onSave: () => void
}

/** Undo, redo, save, and what else can be done with what is saved. */
export function FieldActions({ view, draft, onSave }: FieldActionsProps) {
  const { field, isDirty, isSaving } = draft
  const navigate = useNavigate()
  const isNamed = (field.name ?? '').trim() !== ''
  const canSave = isDirty && isNamed && field.rules.length > 0
  const { undo, redo } = useHistoryCommands(draft.history)
  useSaveCommand(canSave && !isSaving, onSave)
  return (
    <>
      <span role="status" className={note}>
        {isDirty && (isNamed ? texts.derivedFields.notSaved : texts.derivedFields.nameMissing)}
      </span>
      <IconButton command={undo}>
        <UndoIcon />
      </IconButton>
      <IconButton command={redo}>
        <RedoIcon />
      </IconButton>
      {draft.base !== undefined && (
        <FieldMenu
          view={view}
          field={draft.base}
          onDeleted={() => {
            const to = '/data/data-views/$id/derived-fields'
            void navigate({ to, params: { id: view.id }, ignoreBlocker: true })
          }}
        />
      )}
      <Button size="S" variant="accent" isPending={isSaving} isDisabled={!canSave} onPress={onSave}>
        {texts.derivedFields.save}
      </Button>
    </>
  )
}

function useSaveCommand(isPossible: boolean, save: () => void): void {
  useCommands([
    {
      id: 'save-derived-field',
      name: texts.derivedFields.save,
      group: texts.derivedFields.group,
      keys: '$mod+s',
      isDisabled: !isPossible,
      run: save,
    },
  ])
}

function useHistoryCommands(history: FieldDraft['history']) {
  const { canUndo, canRedo, undo, redo } = history
  const commands = useMemo(
    (): { readonly undo: Command; readonly redo: Command } => ({
      undo: {
        id: 'undo',
        name: texts.derivedFields.undo,
        group: texts.derivedFields.group,
        keys: '$mod+z',
        isDisabled: !canUndo,
        run: undo,
      },
      redo: {
        id: 'redo',
        name: texts.derivedFields.redo,
        group: texts.derivedFields.group,
        keys: '$mod+Shift+z',
        otherKeys: ['$mod+y'],
        isDisabled: !canRedo,
        run: redo,
      },
    }),
    [canUndo, canRedo, undo, redo],
  )
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return commands
}

const note = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  whiteSpace: 'nowrap',
  display: { default: 'none', md: 'inline' },
})
