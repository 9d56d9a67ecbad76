import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AudienceStatus } from '../../../model/answers/audiences.ts'
import type { PolicyDenial } from '../../../model/answers/policies.ts'
import { Ago } from '../../components/ago.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { DefinitionHead, type Outcome } from '../definitions/definition-head.tsx'
import { MoreMenu } from '../definitions/more-menu.tsx'
import type { DraftProps } from './audience-draft.ts'
import { AudienceState } from './audience-state.tsx'
import { DryRunButton } from './dry-run-button.tsx'
import { PublishButton } from './publish-button.tsx'

interface AudienceHeadProps extends DraftProps {
  readonly status: AudienceStatus | undefined
}

interface FullHeadProps extends AudienceHeadProps {
  /** What policies have against publishing it. */
  readonly denials: readonly PolicyDenial[]
}

/** What it is called and how it is, and what can be done with it. */
export function AudienceHead({ draft, status, denials }: FullHeadProps) {
  const { document, change } = draft
  const [outcome, setOutcome] = useState<Outcome>(null)
  return (
    <>
      <DefinitionHead
        draft={draft}
        group={texts.audiences.title}
        outcome={outcome}
        standing={status && <Standing status={status} />}
        actions={
          <>
            <DryRunButton draft={draft} />
            {document.source !== 'imported' && (
              <ToggleButton
                size="S"
                isSelected={document.paused === true}
                onChange={(isPaused) => change({ paused: isPaused || undefined })}
              >
                {texts.audiences.pause}
              </ToggleButton>
            )}
            <PublishButton draft={draft} denials={denials} onOutcome={setOutcome} />
            <AudienceMenu draft={draft} status={status} onFailed={setOutcome} />
          </>
        }
      />
      {status && status.problem !== null && (
        <ProblemNotice level={2} error={new Error(status.problem.message)} />
      )}
    </>
  )
}

const Standing = ({ status }: { readonly status: AudienceStatus }) => (
  <>
    <AudienceState {...status} />
    {texts.audiences.members(status.members)}
    {status.evaluatedAt !== null && <Ago at={status.evaluatedAt} />}
  </>
)

interface AudienceMenuProps extends AudienceHeadProps {
  readonly onFailed: (error: Error) => void
}

function AudienceMenu({
  draft: { document, version, discard },
  status,
  onFailed,
}: AudienceMenuProps) {
  const navigate = useNavigate()
  const { id, name, destinations = [], exitOnEnd = true } = document
  return (
    <MoreMenu
      of={{ kind: 'audience', id, version, name }}
      follows={texts.audiences.deleteText(
        texts.audiences.members(status?.members ?? 0),
        destinations.length,
        exitOnEnd,
      )}
      onDeleted={() => {
        discard()
        void navigate({ to: '/audiences', search: {} })
      }}
      onFailed={onFailed}
    />
  )
}
