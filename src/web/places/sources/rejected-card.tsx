import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RejectedRow } from '../../../model/answers/sources.ts'
import { ofSources, rejectedQuery, replayRejected } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts.ts'

/** Items that were kept aside, to be mended and taken after all. */
export function RejectedCard({ id }: { readonly id: string }) {
  const pages = useInfiniteQuery(rejectedQuery(id))
  const [mended, setMended] = useState<RejectedRow>()
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  return (
    <Card title={texts.sources.rejectedItems}>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.error && !rows && <SkeletonRows />}
      {rows?.length === 0 && (
        <EmptyState title={texts.sources.noRejected}>{texts.sources.noRejectedHint}</EmptyState>
      )}
      {mended && (
        <Mending key={mended.id} id={id} item={mended} onDone={() => setMended(undefined)} />
      )}
      {rows && rows.length > 0 && (
        <DataTable
          label={texts.sources.rejectedItems}
          rows={rows}
          keyOf={(row) => row.id}
          columns={[
            { name: texts.sources.at, cell: ({ at }) => at.slice(0, 19).replace('T', ' ') },
            { name: texts.dataset.reason, cell: ({ detail }) => detail },
            { name: texts.dataset.text, cell: ({ body }) => <code className={code}>{body}</code> },
            {
              name: texts.sources.mend,
              cell: (row) => (
                <ActionButton size="XS" onPress={() => setMended(row)}>
                  {texts.sources.mend}
                </ActionButton>
              ),
            },
          ]}
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

interface MendingProps {
  readonly id: string
  readonly item: RejectedRow
  readonly onDone: () => void
}

/** An item as JSON, to be corrected and sent once more. */
function Mending({ id, item, onDone }: MendingProps) {
  const client = useQueryClient()
  const [text, setText] = useState(() => indent(item.body))
  const replay = useMutation({
    mutationFn: async () => {
      const body: unknown = JSON.parse(text)
      const { rejected } = await replayRejected(id, [{ id: item.id, body }])
      if (rejected[0]) throw new Error(rejected[0].detail)
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ofSources })
      onDone()
    },
  })
  return (
    <div className={style({ display: 'grid', gap: 8 })}>
      <TextArea
        label={texts.sources.item}
        value={text}
        onChange={setText}
        isInvalid={replay.isError}
        errorMessage={replay.error?.message ?? ''}
        styles={style({ width: 'full' })}
      />
      <div className={style({ display: 'flex', gap: 8 })}>
        <Button
          size="S"
          variant="accent"
          isPending={replay.isPending}
          onPress={() => replay.mutate()}
        >
          {texts.sources.takeAfterAll}
        </Button>
        <Button size="S" variant="secondary" onPress={onDone}>
          {texts.import.cancel}
        </Button>
      </div>
    </div>
  )
}

function indent(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

const code = style({ font: 'code-xs', overflowWrap: 'anywhere' })
