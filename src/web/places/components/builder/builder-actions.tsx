import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { Button } from '@react-spectrum/s2/Button'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DefinitionDocument, DefinitionUser } from '../../../../model/answers/definitions.ts'
import { usedByQuery } from '../../../api/index.ts'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { HistoryButtons, type Steps } from '../../definitions/history-buttons.tsx'
import { SaveProblem } from './save-problem.tsx'
import type { SegmentDraft } from './segment-document.ts'
import { useSave } from './use-save.ts'

interface BuilderActionsProps {
  readonly document: DefinitionDocument
  readonly version: number
  readonly draft: SegmentDraft
  readonly isDirty: boolean
  readonly isFinished: boolean
  readonly history: Steps
}

/** Undo, redo, save, and who uses what is saved. */
export function BuilderActions(props: BuilderActionsProps) {
  const { document, version, draft, isDirty, isFinished, history } = props
  const [isAsking, setIsAsking] = useState(false)
  const { data: users = [] } = useQuery({
    ...usedByQuery('segment', document.id),
    enabled: version > 0,
  })
  const others = countUsers(users)
  const save = useSave(document, version)
  const navigate = useNavigate()
  const { dataView: view } = useBuilder()
  return (
    <>
      {others.length > 0 && <span className={note}>{texts.builder.usedBy(others.length)}</span>}
      {isDirty && <span className={note}>{texts.builder.notSaved}</span>}
      {version > 0 && !isDirty && (
        <Button
          size="S"
          variant="secondary"
          onPress={() =>
            void navigate({ to: '/new-audience', search: { view, segment: document.id } })
          }
        >
          {texts.builder.newAudience}
        </Button>
      )}
      <HistoryButtons history={history} group={texts.builder.group} />
      <Button
        size="S"
        variant="accent"
        isPending={save.isPending}
        isDisabled={!isDirty || !isFinished || draft.name.trim() === ''}
        onPress={() => (others.length > 0 ? setIsAsking(true) : save.mutate(draft))}
      >
        {texts.builder.save}
      </Button>
      {save.error && <SaveProblem error={save.error} id={document.id} onClose={save.reset} />}
      <DialogContainer onDismiss={() => setIsAsking(false)}>
        {isAsking && (
          <AlertDialog
            variant="confirmation"
            title={texts.builder.saveUsedTitle}
            primaryActionLabel={texts.builder.saveYes}
            cancelLabel={texts.builder.cancel}
            onPrimaryAction={() => save.mutate(draft)}
          >
            {texts.builder.saveUsed}
            <ul>
              {others.map((user) => (
                <li key={user}>{user}</li>
              ))}
            </ul>
          </AlertDialog>
        )}
      </DialogContainer>
    </>
  )
}

const countUsers = (users: readonly DefinitionUser[]): readonly string[] => [
  ...new Set(users.map(({ kind, id }) => `${kind} ${id}`)),
]

const note = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  whiteSpace: 'nowrap',
  display: { default: 'none', md: 'inline' },
})
