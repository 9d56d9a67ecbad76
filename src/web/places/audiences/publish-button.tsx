import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PolicyDenial } from '../../../model/answers/policies.ts'
import { ofAudiences, ofDestinations, publishAudience } from '../../api/index.ts'
import { PolicyLink } from '../../components/way.tsx'
import { texts } from '../../texts/index.ts'
import { type DraftProps, isWhole } from './audience-draft.ts'

interface PublishButtonProps extends DraftProps {
  /** What policies have against it. */
  readonly denials: readonly PolicyDenial[]
  /** What it changed, or why it did not. */
  readonly onOutcome: (outcome: string | Error | null) => void
}

/** Evaluates it now, as it is; what is changed is saved before. */
export function PublishButton({ draft, denials, onOutcome }: PublishButtonProps) {
  const client = useQueryClient()
  const { document, isChanged, save } = draft
  const publish = useMutation({
    mutationFn: async () => {
      onOutcome(null)
      if (isChanged && !(await save())) return undefined
      return publishAudience(document.id)
    },
    onSuccess: (published) =>
      published && onOutcome(texts.audiences.published(published.entered, published.left)),
    onError: onOutcome,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ofAudiences })
      void client.invalidateQueries({ queryKey: ofDestinations })
    },
  })
  const [first] = denials
  return (
    <>
      <Button
        size="S"
        variant="accent"
        isDisabled={!isWhole(document) || first !== undefined}
        isPending={publish.isPending}
        onPress={() => publish.mutate()}
      >
        {isChanged ? texts.audiences.saveAndPublish : texts.audiences.publish}
      </Button>
      {first && (
        <span className={style({ font: 'ui-sm', color: 'neutral', overflowWrap: 'anywhere' })}>
          {texts.audiences.notAllowedBy} <PolicyLink id={first.policy} />
        </span>
      )}
    </>
  )
}
