import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import { useEffect, useState } from 'react'
import type { LiveItem } from '../../../model/answers/sources.ts'
import { getOwn } from '../../../model/own.ts'
import { listenToSource } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { noFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

interface Shown extends LiveItem {
  readonly number: number
}

const MOST = 50

/** What arrives now, the latest first. */
export function LiveCard({ id }: { readonly id: string }) {
  const [isHeld, setIsHeld] = useState(false)
  const items = useLive(id, isHeld)
  const hold = (
    <ToggleButton size="S" isSelected={isHeld} onChange={setIsHeld}>
      {texts.sources.hold}
    </ToggleButton>
  )
  return (
    <Card title={texts.sources.live} actions={hold}>
      {items.length === 0 ? (
        <EmptyState title={texts.sources.nothingYet}>{texts.sources.nothingYetHint}</EmptyState>
      ) : (
        <DataTable
          label={texts.sources.live}
          rows={items}
          keyOf={({ number }) => number}
          columns={[
            { name: texts.sources.at, cell: ({ at }) => at.slice(11, 23) },
            { name: texts.sources.event, cell: (item) => textAt(item, 'event') },
            { name: texts.sources.user, cell: (item) => textAt(item, 'user_id') },
            { name: texts.sources.anonymous, cell: (item) => textAt(item, 'anonymous_id') },
            { name: texts.sources.protocol, cell: ({ protocol }) => protocol ?? noFigure },
            {
              name: texts.sources.details,
              cell: (item) => <code className={code}>{describe(item)}</code>,
            },
          ]}
        />
      )}
    </Card>
  )
}

/** The latest items since the page was opened; none are added while they are held. */
function useLive(id: string, isHeld: boolean): readonly Shown[] {
  const [items, setItems] = useState<readonly Shown[]>([])
  useEffect(() => {
    if (isHeld) return
    return listenToSource(id, (item) =>
      setItems((known) =>
        [{ ...item, number: (known[0]?.number ?? 0) + 1 }, ...known].slice(0, MOST),
      ),
    )
  }, [id, isHeld])
  return items
}

function describe({ row, reject, beyond, leftOut }: LiveItem): string {
  if (leftOut !== undefined) return texts.sources.leftOut(leftOut)
  if (reject) return reject.detail
  return beyond ? texts.sources.beyond(beyond) : JSON.stringify(row?.['properties'] ?? {})
}

const textAt = ({ row }: LiveItem, name: string): string => {
  const value = getOwn(row ?? {}, name)
  return typeof value === 'string' ? value : noFigure
}

const code = style({ font: 'code-xs', overflowWrap: 'anywhere' })
