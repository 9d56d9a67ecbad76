import type { ReactNode } from 'react'
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import type { Surroundings } from './list-inputs.ts'
import { useSurroundings } from './use-surroundings.ts'

interface OpenViewProps {
  readonly id: string
  /** Until it is open. */
  readonly title: string
  readonly children: (known: {
    readonly around: Surroundings
    readonly dataVersion: number | null
  }) => ReactNode
}

/** A page of a data view’s derived fields, once what it needs is known. */
export function OpenView({ id, title, children }: OpenViewProps) {
  const { around, dataVersion = null, isUnknown, error, retry } = useSurroundings(id)
  if (around !== undefined) return children({ around, dataVersion })
  return (
    <>
      <PlaceHeader title={title} parents={[{ label: texts.data.title, to: '/data' }]} />
      {isUnknown && (
        <EmptyState title={texts.derivedFields.unknownView(id)}>
          {texts.derivedFields.unknownHint}
        </EmptyState>
      )}
      {error !== null && <ProblemNotice error={error} onRetry={retry} />}
      {!isUnknown && error === null && <SkeletonRows />}
    </>
  )
}
