import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { DefinitionDocument } from '../../../../model/answers/definitions.ts'
import { RequestError, versionedQuery } from '../../../api/index.ts'
import { PlaceHeader } from '../../../app/place-header.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import { useChosenView } from '../use-chosen-view.ts'
import { OpenBuilder } from './open-builder.tsx'

/** A saved segment. */
export function SegmentPlace() {
  const { id = '' } = useParams({ strict: false })
  const chosen = useChosenView()
  const found = useQuery(versionedQuery<DefinitionDocument>('segment', id))
  const { data: saved, error, refetch } = found
  if (saved) {
    const { dataView = chosen } = saved.document as { readonly dataView?: string }
    return <OpenBuilder view={dataView} document={saved.document} version={saved.version} />
  }
  const isUnknown = error instanceof RequestError && error.problem.status === 404
  return (
    <div className={style({ padding: 16 })}>
      <PlaceHeader title={id} parents={[{ label: texts.saved.title, to: '/components' }]} />
      {error && !isUnknown && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isUnknown && (
        <EmptyState title={texts.builder.unknown(id)}>{texts.builder.unknownHint}</EmptyState>
      )}
      {!error && <SkeletonRows />}
    </div>
  )
}
