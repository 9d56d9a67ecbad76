import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Ref } from 'react'
import type { IdentityEdit } from '../../../model/answers/identity.ts'
import type { SpaceEdit } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { sayPeople } from './edit-outcome.tsx'
import { useEditing } from './use-editing.ts'

/** An edit that was made, and what came of it. */
export interface Done {
  readonly edit: SpaceEdit
  readonly outcome: IdentityEdit
}

interface DoneNoticeProps {
  readonly ref: Ref<HTMLDivElement>
  readonly done: Done | null
  readonly onClose: () => void
}

/** What was done last, with the way back. */
export function DoneNotice({ ref, done, onClose }: DoneNoticeProps) {
  const begin = useEditing()
  const leave = () => {
    document.getElementById('main')?.focus()
    onClose()
  }
  return (
    <div role="status" className={style({ display: 'contents' })}>
      {done && (
        <div ref={ref} tabIndex={-1} className={notice}>
          <span className={style({ flexGrow: 1 })}>
            {texts.identity.done[done.edit.kind]} {sayPeople(done.outcome)}
          </span>
          {done.outcome.change !== null && (
            <ActionButton
              size="S"
              onPress={() => begin({ kind: 'undo', change: done.outcome.change! })}
            >
              {texts.identity.edits.undo.submit}
            </ActionButton>
          )}
          <ActionButton size="S" isQuiet onPress={leave}>
            {texts.identity.close}
          </ActionButton>
        </div>
      )}
    </div>
  )
}

const notice = style({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  paddingX: 16,
  paddingY: 8,
  font: 'ui',
  color: 'neutral',
  backgroundColor: 'positive-subtle',
  borderRadius: 'lg',
  outlineStyle: 'none',
})
