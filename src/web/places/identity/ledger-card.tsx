import { useQuery } from '@tanstack/react-query'
import type { IdentityChange, IdentityLedger } from '../../../model/answers/identity.ts'
import { ledgerQuery, spaceChangesQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { noFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { PagedTable } from '../../components/paged-table.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { Remark } from './remark.tsx'
import { sayChange } from './say-change.ts'
import { UndoButton } from './undo-button.tsx'

interface OfSpace {
  readonly space: string
}

/** What people said of a space's identities, with the way back, and what became of its people. */
export const LedgerCard = ({ space }: OfSpace) => (
  <Card title={texts.identity.ledger}>
    <Ledger space={space} />
    <Changes space={space} />
  </Card>
)

type Edit = IdentityLedger[number]

function Ledger({ space }: OfSpace) {
  const { data: edits, error, refetch } = useQuery(ledgerQuery(space))
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (edits === undefined) return <SkeletonRows />
  if (edits.length === 0) {
    return <Remark>{texts.identity.noEdits}</Remark>
  }
  return (
    <PagedTable
      label={texts.identity.byHandTitle}
      rows={edits}
      keyOf={({ change }) => change}
      columns={[
        { name: texts.identity.byHandTitle, cell: sayEdit },
        { name: texts.identity.note, cell: ({ note }) => note || noFigure },
        { name: texts.identity.author, cell: ({ author }) => author },
        { name: texts.identity.at, cell: ({ at }) => <Instant at={at} /> },
        { name: texts.identity.edits.undo.title, cell: (edit) => <UndoButton {...edit} /> },
      ]}
    />
  )
}

function sayEdit({ kind, about, count, target }: Edit): string {
  const named = about.slice(0, 2).map((ids) => ids.join(' – '))
  const more = count > named.length ? [texts.identity.more(count - named.length)] : []
  const of = target === null ? [...named, ...more].join(', ') : target
  return texts.identity.said(texts.identity.kinds[kind], of)
}

function Changes({ space }: OfSpace) {
  const { data: changes, error, refetch } = useQuery(spaceChangesQuery(space))
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (changes === undefined) return <SkeletonRows />
  if (changes.length === 0) return null
  return (
    <PagedTable
      label={texts.identity.became}
      rows={changes.toReversed()}
      keyOf={({ id }) => id}
      columns={[
        { name: texts.identity.became, cell: ({ detail }) => sayChange(detail) },
        { name: texts.identity.cause, cell: ({ change }) => sayCause(change) },
        { name: texts.identity.at, cell: ({ at }) => <Instant at={at} /> },
      ]}
    />
  )
}

const sayCause = (change: IdentityChange['change']): string =>
  change === null ? texts.identity.byRows : texts.identity.byChange(change)
