import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import { ofDestinations, resendAll } from '../../api/index.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { DefinitionHead, type Outcome } from '../definitions/definition-head.tsx'
import { MoreMenu } from '../definitions/more-menu.tsx'
import type { DestinationDraftProps } from './destination-draft.ts'
import { DestinationState } from './destination-state.tsx'

interface DestinationHeadProps extends Pick<DestinationDraftProps, 'draft'> {
  readonly status: DestinationStatus | undefined
}

/** What it is called and how it is, and what can be done with it. */
export function DestinationHead({ draft, status }: DestinationHeadProps) {
  const { document, change } = draft
  const [outcome, setOutcome] = useState<Outcome>(null)
  return (
    <DefinitionHead
      draft={draft}
      group={texts.destinations.title}
      outcome={outcome}
      standing={status && <DestinationState {...status} />}
      actions={
        <>
          <ToggleButton
            size="S"
            isSelected={document.paused === true}
            onChange={(isPaused) => change({ paused: isPaused || undefined })}
          >
            {texts.destinations.pause}
          </ToggleButton>
          <DestinationMenu draft={draft} status={status} onOutcome={setOutcome} />
        </>
      }
    />
  )
}

interface DestinationMenuProps extends DestinationHeadProps {
  readonly onOutcome: (outcome: string | Error) => void
}

function DestinationMenu({ draft, status, onOutcome }: DestinationMenuProps) {
  const { document, version, discard } = draft
  const navigate = useNavigate()
  const resend = useResend(document.id, onOutcome)
  const { id, name, mode = 'upsert' } = document
  const canResend = mode !== 'event' && mode !== 'remove-only'
  return (
    <MoreMenu
      of={{ kind: 'destination', id, version, name }}
      others={canResend ? [{ id: 'resend', label: texts.destinations.resend, run: resend }] : []}
      follows={texts.destinations.deleteText(printFigure(status?.confirmed ?? 0))}
      onDeleted={() => {
        discard()
        void navigate({ to: '/destinations', search: {} })
      }}
      onFailed={onOutcome}
    />
  )
}

function useResend(id: string, onOutcome: DestinationMenuProps['onOutcome']): () => void {
  const client = useQueryClient()
  const resend = useMutation({
    mutationFn: () => resendAll(id),
    onSuccess: ({ resent }) => {
      onOutcome(texts.destinations.resent(resent))
      void client.invalidateQueries({ queryKey: ofDestinations })
    },
    onError: onOutcome,
  })
  return () => resend.mutate()
}
