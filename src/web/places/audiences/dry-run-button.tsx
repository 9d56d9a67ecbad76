import { Button } from '@react-spectrum/s2/Button'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useCommands } from '../../app/commands/command-registry.ts'
import { texts } from '../../texts/index.ts'
import { type DraftProps, isWhole } from './audience-draft.ts'

const DryRunDialog = lazy(async () => ({
  default: (await import('./dry-run-dialog.tsx')).DryRunDialog,
}))

/** Opens what publishing would do. */
export function DryRunButton({ draft }: DraftProps) {
  const [isOpen, setOpen] = useState(false)
  const isDisabled = !isWhole(draft.document)
  useCommands(
    useMemo(
      () => [
        {
          id: 'dry-run',
          name: texts.audiences.dryRun,
          group: texts.audiences.title,
          isDisabled,
          run: () => setOpen(true),
        },
      ],
      [isDisabled],
    ),
  )
  return (
    <>
      <Button size="S" variant="secondary" isDisabled={isDisabled} onPress={() => setOpen(true)}>
        {texts.audiences.dryRun}
      </Button>
      <DialogContainer onDismiss={() => setOpen(false)}>
        {isOpen && (
          <Suspense>
            <DryRunDialog draft={draft} onClose={() => setOpen(false)} />
          </Suspense>
        )}
      </DialogContainer>
    </>
  )
}
