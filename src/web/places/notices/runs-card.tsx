import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoreButton } from '../../components/more-button.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

interface RunsCardProps<R> {
  readonly pages: Parameters<typeof MoreButton>[0]['pages'] & {
    readonly data?: { readonly pages: readonly { readonly rows: readonly R[] }[] } | undefined
    readonly error: Error | null
    readonly refetch: () => unknown
  }
  readonly none: string
  readonly noneHint: string
  readonly table: (rows: readonly R[]) => ReactNode
}

/** What came of it, the latest first. */
export function RunsCard<R>({ pages, none, noneHint, table }: RunsCardProps<R>) {
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  return (
    <Card title={texts.notices.history}>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.error && !rows && <SkeletonRows />}
      {rows?.length === 0 && <EmptyState title={none}>{noneHint}</EmptyState>}
      {rows && rows.length > 0 && (
        <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
          {table(rows)}
          <MoreButton pages={pages} />
        </div>
      )}
    </Card>
  )
}
