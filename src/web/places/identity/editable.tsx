import { DialogContainer } from '@react-spectrum/s2/CustomDialog'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import type { SpaceEdit } from '../../api/index.ts'
import { EditDialog } from './edit-dialog.tsx'
import { type Done, DoneNotice } from './done-notice.tsx'
import { Editing } from './use-editing.ts'

interface EditableProps {
  readonly space: string
  readonly children: ReactNode
}

/** What is around whatever edits a space. */
export function Editable({ space, children }: EditableProps) {
  const [begun, setBegun] = useState<SpaceEdit | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const notice = useRef<HTMLDivElement>(null)
  const close = () => setBegun(null)
  // What began the edit may be gone with it, and the focus must not be.
  const focusNotice = useCallback(() => {
    requestAnimationFrame(() => notice.current?.focus())
  }, [])
  return (
    <Editing value={setBegun}>
      <DoneNotice ref={notice} done={done} onClose={() => setDone(null)} />
      {children}
      <DialogContainer onDismiss={close}>
        {begun && (
          <EditDialog
            space={space}
            begun={begun}
            onClose={close}
            onGone={focusNotice}
            onDone={(outcome) => {
              setDone(outcome)
              close()
            }}
          />
        )}
      </DialogContainer>
    </Editing>
  )
}
