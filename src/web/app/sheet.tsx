import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'

interface SheetProps {
  readonly label: string
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly children: (close: () => void) => ReactNode
}

/** Something that lies over the page until it is done with. */
export const Sheet = ({ label, isOpen, onOpenChange, children }: SheetProps) => (
  <ModalOverlay isDismissable isOpen={isOpen} onOpenChange={onOpenChange} className={veil}>
    <Modal className={sheet}>
      <Dialog aria-label={label} className={dialog}>
        {({ close }) => children(close)}
      </Dialog>
    </Modal>
  </ModalOverlay>
)

const veil = style({
  position: 'fixed',
  inset: 0,
  isolation: 'isolate',
  backgroundColor: 'transparent-overlay-500',
  display: 'flex',
  justifyContent: 'center',
  alignItems: 'start',
  paddingTop: { default: 8, sm: 96 },
})
const sheet = style({
  width: 'full',
  maxWidth: 560,
  marginX: 16,
  backgroundColor: 'elevated',
  borderRadius: 'lg',
  boxShadow: 'elevated',
  overflow: 'hidden',
})
const dialog = style({
  outlineStyle: 'none',
  display: 'flex',
  flexDirection: 'column',
  maxHeight: '[70vh]',
  overflowY: 'auto',
})
