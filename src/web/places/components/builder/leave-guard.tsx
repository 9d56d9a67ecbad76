import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { useBlocker } from '@tanstack/react-router'
import { useRef } from 'react'
import { texts } from '../../../texts/index.ts'

/** Asks before somebody leaves with changes that are not saved. */
export function LeaveGuard({ isDirty }: { readonly isDirty: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  const isLeaving = useRef(false)
  // The dialog is dismissed before it says what was pressed.
  const dismiss = () =>
    queueMicrotask(() => {
      if (!isLeaving.current) reset?.()
      isLeaving.current = false
    })
  return (
    <DialogContainer onDismiss={dismiss}>
      {status === 'blocked' && (
        <AlertDialog
          variant="warning"
          title={texts.builder.leaveTitle}
          primaryActionLabel={texts.builder.leaveYes}
          cancelLabel={texts.builder.stay}
          onPrimaryAction={() => {
            isLeaving.current = true
            proceed()
          }}
        >
          {texts.builder.leaveText}
        </AlertDialog>
      )}
    </DialogContainer>
  )
}
