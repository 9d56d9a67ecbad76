import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { MenuItem } from '@react-spectrum/s2/Menu'
import { type ComponentProps, useState } from 'react'
import { texts } from '../../texts/index.ts'
import { DeleteDialog } from './delete-dialog.tsx'

interface MoreMenuProps extends ComponentProps<typeof DeleteDialog> {
  /** What can be done with it besides deleting it. */
  readonly others?: readonly MoreAction[]
}

export interface MoreAction {
  readonly id: string
  readonly label: string
  readonly run: () => void
}

/** What can be done with a definition now and then; deleting it, after a question. */
export function MoreMenu({ others = [], ...deleting }: MoreMenuProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <ActionMenu
        size="S"
        aria-label={texts.definition.more}
        onAction={(key) => {
          if (key === 'delete') setAsking(true)
          else others.find(({ id }) => id === key)?.run()
        }}
      >
        {[...others, { id: 'delete', label: texts.definition.delete }].map(({ id, label }) => (
          <MenuItem key={id} id={id}>
            {label}
          </MenuItem>
        ))}
      </ActionMenu>
      <DialogContainer onDismiss={() => setAsking(false)}>
        {isAsking && <DeleteDialog {...deleting} />}
      </DialogContainer>
    </>
  )
}
