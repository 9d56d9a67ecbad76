import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { Button } from '@react-spectrum/s2/Button'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { MenuItem } from '@react-spectrum/s2/Menu'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import { useMutation } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import type { SentNotice } from '../../../model/answers/notices.ts'
import { printInstant } from '../../components/figures.ts'
import { Note } from '../../components/note.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { texts } from '../../texts/index.ts'
import { DeleteDialog } from '../definitions/delete-dialog.tsx'
import { DraftConflictNotice } from '../definitions/draft-conflict.tsx'
import { SaveButtons } from '../definitions/save-buttons.tsx'
import type { Draft } from '../definitions/use-draft.ts'
import { JobState } from './job-state.tsx'
import { sayOutcome } from './say-told.ts'

/** What an alert and a schedule have in common. */
interface JobDocument {
  readonly kind: 'alert' | 'schedule'
  readonly id: string
  readonly name?: string | undefined
  readonly paused?: boolean | undefined
}

interface JobHeadProps<T extends JobDocument> {
  readonly draft: Draft<T>
  readonly standing: Standing | undefined
  /** What is done by hand: its name, and how. */
  readonly byHand: {
    readonly label: string
    readonly run: () => Promise<{ readonly sent: readonly SentNotice[] }>
  }
  readonly group: string
  readonly timeZone: string
  readonly onDeleted: () => void
}

interface Standing {
  readonly state: ComponentProps<typeof JobState>['state']
  readonly nextAt: string | null
  readonly problem: string | null
}

/** What it is called and how it is, and what can be done with it. */
export function JobHead<T extends JobDocument>(props: JobHeadProps<T>) {
  const { draft, standing, byHand, group, timeZone, onDeleted } = props
  const { document, error, isChanged } = draft
  const change = (part: Partial<JobDocument>) => draft.change(part as Partial<T>)
  const [failure, setFailure] = useState<Error | null>(null)
  const run = useMutation({ mutationFn: byHand.run })
  const problem = error ?? failure ?? run.error
  return (
    <div className={style({ display: 'grid', gap: 12 })}>
      <div className={row}>
        <h1 className={style({ font: 'heading', margin: 0, minWidth: 0 })}>
          <TitleField
            label={texts.definition.name}
            value={document.name ?? document.id}
            placeholder={document.id}
            size="L"
            onChange={(next) => change({ name: next || undefined })}
          />
        </h1>
        {standing && <JobState state={standing.state} />}
        {standing?.nextAt && (
          <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
            {texts.notices.next(printInstant(Date.parse(standing.nextAt), timeZone))}
          </span>
        )}
        <div className={doing}>
          <SaveButtons draft={draft} group={group} />
          <ToggleButton
            size="S"
            isSelected={document.paused === true}
            onChange={(isPaused) => change({ paused: isPaused || undefined })}
          >
            {texts.notices.pause}
          </ToggleButton>
          <Button
            size="S"
            variant="secondary"
            isDisabled={isChanged}
            isPending={run.isPending}
            onPress={() => run.mutate()}
          >
            {byHand.label}
          </Button>
          <MoreMenu draft={draft} onDeleted={onDeleted} onFailed={setFailure} />
        </div>
      </div>
      <DraftConflictNotice {...draft} />
      {problem && <ProblemNotice level={2} error={problem} />}
      <div role="status" className={style({ font: 'ui' })}>
        {run.data === undefined ? '' : sayOutcome(run.data.sent)}
      </div>
      {standing && standing.problem !== null && (
        <Note variant="negative" title={texts.notices.lastProblem} lines={[standing.problem]} />
      )}
    </div>
  )
}

interface MoreMenuProps extends Pick<JobHeadProps<JobDocument>, 'onDeleted'> {
  readonly draft: Pick<Draft<JobDocument>, 'document' | 'version' | 'discard'>
  readonly onFailed: (error: Error) => void
}

function MoreMenu({ draft: { document, version, discard }, onDeleted, onFailed }: MoreMenuProps) {
  const [isAsking, setAsking] = useState(false)
  const { kind, id, name } = document
  return (
    <>
      <ActionMenu size="S" aria-label={texts.definition.more} onAction={() => setAsking(true)}>
        <MenuItem id="delete">{texts.definition.delete}</MenuItem>
      </ActionMenu>
      <DialogContainer onDismiss={() => setAsking(false)}>
        {isAsking && (
          <DeleteDialog
            of={{ kind, id, version, name }}
            follows={texts.notices.deleteText}
            onDeleted={() => {
              discard()
              onDeleted()
            }}
            onFailed={onFailed}
          />
        )}
      </DialogContainer>
    </>
  )
}

const row = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
const doing = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  marginStart: 'auto',
})
