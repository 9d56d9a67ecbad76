import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { FindPerson } from './find-person.tsx'
import type { usePersonView } from './use-person-view.ts'

interface PersonWaitingProps {
  readonly answer: Exclude<ReturnType<typeof usePersonView>, { readonly kind: 'ready' }>
  readonly dataView: string
  readonly title: string
}

/** What there is where journeys cannot be asked. */
export function PersonWaiting({ answer, dataView, title }: PersonWaitingProps) {
  return (
    <div className={page}>
      <PlaceHeader
        title={title}
        parents={[{ label: texts.people.title, to: '/people' }]}
        actions={<FindPerson />}
      />
      {answer.kind === 'failed' && <ProblemNotice error={answer.error} onRetry={answer.retry} />}
      {answer.kind === 'loading' && <SkeletonRows />}
      {answer.kind === 'no-view' && (
        <EmptyState title={texts.people.noView(dataView)}>{texts.people.noViewHint}</EmptyState>
      )}
      {answer.kind === 'not-built' && (
        <EmptyState title={texts.people.notBuilt}>{texts.people.notBuiltHint}</EmptyState>
      )}
    </div>
  )
}

const page = style({ padding: 24 })
