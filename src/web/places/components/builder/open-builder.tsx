import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DefinitionDocument } from '../../../../model/answers/definitions.ts'
import { componentsQuery, connectionStatusQuery, dataViewsQuery } from '../../../api/index.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import { SegmentBuilder } from './segment-builder.tsx'

interface OpenBuilderProps {
  /** Undefined: there is none. */
  readonly view: string | undefined
  readonly document: DefinitionDocument
  readonly version: number
}

/** The builder, once what it needs of the data view is known. */
export function OpenBuilder({ view, document, version }: OpenBuilderProps) {
  const views = useQuery(dataViewsQuery)
  const dataView = views.data?.find(({ id }) => id === view)
  const status = useQuery({
    ...connectionStatusQuery(dataView?.connection ?? ''),
    enabled: dataView !== undefined,
  })
  const components = useQuery({
    ...componentsQuery(dataView?.id ?? ''),
    enabled: dataView !== undefined,
  })
  const error = views.error ?? status.error ?? components.error
  if (dataView !== undefined && status.data && components.data) {
    return (
      <SegmentBuilder
        key={`${document.id} ${version}`}
        dataView={dataView}
        status={status.data}
        components={components.data}
        document={document}
        version={version}
      />
    )
  }
  return (
    <div className={style({ padding: 16 })}>
      {error ? (
        <ProblemNotice error={error} />
      ) : views.data?.length === 0 ? (
        <NoView />
      ) : (
        <SkeletonRows />
      )}
    </div>
  )
}

const NoView = () => (
  <EmptyState title={texts.builder.noView}>
    {texts.builder.noViewHint}{' '}
    <Link to="/data" className={style({ color: 'neutral' })}>
      {texts.saved.toData}
    </Link>
  </EmptyState>
)
