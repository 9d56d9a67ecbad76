import { Button } from '@react-spectrum/s2/Button'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RejectedRow } from '../../../model/answers/sources.ts'
import { parseObject } from '../../../model/parse-object.ts'
import { ofSources, rejectedQuery, replayRejected } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { useToldRowRefusal } from '../../components/use-denied-export.ts'
import type { AsideRow, MendedRow } from '../../mend/mending.ts'
import { MendingGrid } from '../../mend/mending-grid.tsx'
import { texts } from '../../texts/index.ts'
import { printInstant } from '../../components/figures.ts'

/** Items that were kept aside, to be mended and taken after all. */
export function RejectedCard({ id }: { readonly id: string }) {
  const pages = useInfiniteQuery(rejectedQuery(id))
  const replay = useReplay(id)
  const findCopyRefusal = useToldRowRefusal({ of: 'sources', id })
  const rows = useMemo(
    () => pages.data?.pages.flatMap((page) => page.rows).map(toAside),
    [pages.data],
  )
  return (
    <Card title={texts.sources.rejectedItems}>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.error && !rows && <SkeletonRows />}
      {rows?.length === 0 && (
        <EmptyState title={texts.sources.noRejected}>{texts.sources.noRejectedHint}</EmptyState>
      )}
      {rows && rows.length > 0 && (
        <MendingGrid
          label={texts.sources.rejectedItems}
          rows={rows}
          sayReason={(reason) => reason}
          findCopyRefusal={findCopyRefusal}
          onReplay={replay}
        />
      )}
      {pages.hasNextPage && (
        <div>
          <Button size="S" variant="secondary" onPress={() => void pages.fetchNextPage()}>
            {texts.sources.more}
          </Button>
        </div>
      )}
    </Card>
  )
}

const toAside = ({ id, at, detail, body }: RejectedRow): AsideRow => ({
  key: id,
  name: texts.sources.itemAt(printInstant(Date.parse(at))),
  reason: detail,
  raw: body,
  values: parseObject(body) ?? null,
  surplus: [],
})

function useReplay(id: string) {
  const client = useQueryClient()
  return async (rows: readonly MendedRow[]): Promise<string> => {
    const sent = rows.map(({ key, value }) => ({ id: key, ...(value && { body: value }) }))
    const { accepted, rejected } = await replayRejected(id, sent)
    await client.invalidateQueries({ queryKey: ofSources })
    return texts.sources.taken(accepted, [...new Set(rejected.map(({ detail }) => detail))])
  }
}
