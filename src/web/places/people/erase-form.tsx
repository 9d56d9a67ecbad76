import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Profile } from '../../../model/answers/profiles.ts'
import { type Forgetting, forgetPreviewQuery } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { isNothingErased, ReceiptLines } from './receipt-lines.tsx'

interface EraseFormProps {
  readonly profile: Profile
  readonly isPending: boolean
  readonly error: Error | null
  readonly onErase: (forgetting: Forgetting) => void
  readonly onClose: () => void
}

const scopes = { all: texts.people.erase.all, only: texts.people.erase.only }

/** By which identity somebody is erased, with what that would do. */
export function EraseForm({ profile, isPending, error, onErase, onClose }: EraseFormProps) {
  const { identities, person } = profile
  const [chosen, choose] = useState(() => findFirst(profile))
  const [scope, setScope] = useState<keyof typeof scopes>('all')
  const say = texts.people.erase
  const identity = identities[chosen]
  const forgetting: Forgetting = {
    namespace: identity?.namespace ?? '',
    id: identity?.id ?? person,
    ...(scope === 'only' && { only: 'identity' as const }),
  }
  const preview = useQuery({ ...forgetPreviewQuery(forgetting), enabled: identity !== undefined })
  const isReady = preview.data !== undefined && !preview.isFetching
  const canErase = isReady && !isNothingErased(preview.data)
  return (
    <>
      <span>{say.text}</span>
      {identity === undefined ? (
        <span>{say.noIdentity}</span>
      ) : (
        <Controls>
          <ChoicePicker
            label={say.identity}
            value={String(chosen)}
            choices={Object.fromEntries(
              identities.map(({ namespace, id }, k) => [k, `${namespace}:${id}`]),
            )}
            onChange={(next) => choose(Number(next))}
          />
          <ChoicePicker label={say.scope} value={scope} choices={scopes} onChange={setScope} />
        </Controls>
      )}
      {identity !== undefined && (
        <section aria-label={say.preview} aria-busy={!isReady}>
          {preview.error && (
            <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />
          )}
          {!preview.error && preview.data === undefined && <SkeletonRows />}
          {preview.data && <ReceiptLines label={say.preview} receipt={preview.data} />}
        </section>
      )}
      {error && <ProblemNotice error={error} />}
      <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
        <Button variant="secondary" onPress={onClose}>
          {say.cancel}
        </Button>
        <Button
          variant="negative"
          isDisabled={!canErase}
          isPending={isPending}
          onPress={() => onErase(forgetting)}
        >
          {say.submit}
        </Button>
      </div>
    </>
  )
}

/** What the journey calls them, where that is an identity. */
const findFirst = ({ identities, person }: Profile): number =>
  Math.max(
    0,
    identities.findIndex(({ id }) => id === person),
  )
