import { DialogContainer } from '@react-spectrum/s2/Dialog'
import HistoryIcon from '@react-spectrum/s2/icons/History'
import { lazy, Suspense, useState } from 'react'
import type { ProjectClient } from '../../project/project-client.ts'
import { texts } from '../../texts/index.ts'
import { IconButton } from '../../components/icon-button.tsx'

const VersionsDialog = lazy(async () => ({
  default: (await import('./versions-dialog.tsx')).VersionsDialog,
}))

interface VersionsButtonProps {
  readonly id: string
  readonly client: ProjectClient
  readonly revision: number
}

export function VersionsButton({ id, client, revision }: VersionsButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton command={{ name: texts.project.versions, run: () => setOpen(true) }}>
        <HistoryIcon />
      </IconButton>
      <DialogContainer onDismiss={() => setOpen(false)}>
        {isOpen && (
          <Suspense>
            <VersionsDialog id={id} client={client} revision={revision} />
          </Suspense>
        )}
      </DialogContainer>
    </>
  )
}
