import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ConnectionStatus } from '../../../../model/answers/connections.ts'
import { connectionStatusQuery } from '../../../api/index.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import type { SegmentContainer } from '../../../../model/conditions.ts'
import { HistoryButtons } from '../../definitions/history-buttons.tsx'
import { RulesEditor } from '../../components/builder/rules-editor.tsx'
import { SegmentCard } from '../segment-card.tsx'
import { useSteps } from '../use-steps.ts'
import { useViewEditing } from '../view-context.ts'
import { type Own, replaceOwn, splitSegments, withoutOwn } from '../view-segments.ts'

const route = getRouteApi('/data/data-views/$id')

/** What the data view keeps of all events; rules of its own are edited as those of a segment are. */
export function SegmentsPart() {
  const { draft } = useViewEditing()
  const { id, connection, segment } = draft.document
  const status = useQuery(connectionStatusQuery(connection))
  const { segment: open } = route.useSearch()
  const navigate = useNavigate()
  const { own } = splitSegments(segment)
  if (status.error) return <ProblemNotice level={2} error={status.error} />
  if (!status.data) return <SkeletonRows />
  const show = (index: number | undefined) =>
    void navigate({
      to: '/data/data-views/$id',
      params: { id },
      search: { part: 'segments', ...(index !== undefined && { segment: index }) },
      replace: true,
      resetScroll: false,
    })
  const root = open === undefined ? undefined : own[open]
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <SegmentCard status={status.data} open={open} onOpen={show} />
      {root !== undefined && open !== undefined && (
        <OwnRules key={open} index={open} root={root} status={status.data} />
      )}
    </div>
  )
}

interface OwnRulesProps {
  readonly index: number
  readonly root: Own
  readonly status: ConnectionStatus
}

function OwnRules({ index, root, status }: OwnRulesProps) {
  const { draft, known } = useViewEditing()
  const { document } = draft
  const name = texts.dataViewPage.ownName(index + 1)
  const tried = useMemo(() => withoutOwn(document, index), [document, index])
  const steps = useSteps<SegmentContainer>(root, (next) =>
    draft.change(replaceOwn(document, index, next as Own)),
  )
  return (
    <section aria-label={name} className={frame}>
      <RulesEditor
        dataView={tried}
        isTried
        status={status}
        components={known}
        root={root}
        onChange={steps.change}
        onEdit={steps.edit}
        head={
          <div className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
            <h2 className={style({ font: 'title', margin: 0, flexGrow: 1 })}>{name}</h2>
            <HistoryButtons history={steps} group={texts.builder.group} />
          </div>
        }
      />
    </section>
  )
}

const frame = style({
  minWidth: 0,
  overflow: 'hidden',
  borderRadius: 'lg',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  backgroundColor: 'layer-2',
})
