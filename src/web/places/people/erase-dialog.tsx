import { CustomDialog, DialogContainer, Heading } from '@react-spectrum/s2/CustomDialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Profile } from '../../../model/answers/profiles.ts'
import { forgetPerson } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { EraseForm } from './erase-form.tsx'
import { Receipt } from './receipt.tsx'
import { forgetOpened } from './recent-people.ts'

interface EraseDialogProps {
  /** As it was when the dialog was opened: afterwards there is none. null: closed. */
  readonly profile: Profile | null
  readonly onClose: () => void
}

/** Erases somebody, after a preview; the receipt stays until it is closed. */
export const EraseDialog = ({ profile, onClose }: EraseDialogProps) => (
  <DialogContainer onDismiss={onClose}>
    {profile && (
      <CustomDialog size="L">
        <Erasing profile={profile} onClose={onClose} />
      </CustomDialog>
    )}
  </DialogContainer>
)

interface ErasingProps {
  readonly profile: Profile
  readonly onClose: () => void
}

function Erasing({ profile, onClose }: ErasingProps) {
  const client = useQueryClient()
  const erasing = useMutation({
    mutationFn: forgetPerson,
    onSuccess: () => {
      forgetOpened(profile.person)
      void client.invalidateQueries()
    },
  })
  const say = texts.people.erase
  return (
    <div className={content}>
      <Heading slot="title" styles={style({ font: 'title-lg', margin: 0 })}>
        {erasing.data === undefined ? say.title : say.done}
      </Heading>
      {erasing.data === undefined ? (
        <EraseForm
          profile={profile}
          isPending={erasing.isPending}
          error={erasing.error}
          onErase={(forgetting) => erasing.mutate(forgetting)}
          onClose={onClose}
        />
      ) : (
        <Receipt receipt={erasing.data} onClose={onClose} />
      )}
    </div>
  )
}

const content = style({ display: 'grid', gap: 16, font: 'ui', minWidth: 0 })
