import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useNavigate } from '@tanstack/react-router'
import type { DataViewDocument } from '../../api/index.ts'
import { useCommands } from '../../app/commands/command-registry.ts'
import { texts } from '../../texts/index.ts'
import { HistoryButtons } from '../definitions/history-buttons.tsx'
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
  useSaveCommand(canSave && !isSaving, onSave)
  return (
    <>
      <span role="status" className={note}>
        {isDirty && (isNamed ? texts.derivedFields.notSaved : texts.derivedFields.nameMissing)}
      </span>
      <HistoryButtons history={draft.history} group={texts.derivedFields.group} />
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

const note = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  whiteSpace: 'nowrap',
  display: { default: 'none', md: 'inline' },
})
