import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { quarantineQuery, type SpaceEdit, suspectsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import type { DataColumn } from '../../components/data-table.tsx'
import { printFigure } from '../../components/figures.ts'
import { PagedTable } from '../../components/paged-table.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { Remark } from './remark.tsx'
import { TextButton } from '../../components/text-button.tsx'
import { useEditing } from './use-editing.ts'

interface OfSpace {
  readonly space: string
}

/** Identities that the guard holds back, and those that seem to name nobody. */
export function HeldCard({ space }: OfSpace) {
  const held = useQuery(quarantineQuery(space))
  const suspects = useQuery(suspectsQuery(space))
  const error = held.error ?? suspects.error
  const retry = () => {
    void held.refetch()
    void suspects.refetch()
  }
  return (
    <Card title={texts.identity.nobodys}>
      {error && <ProblemNotice error={error} onRetry={retry} />}
      {!error && (!held.data || !suspects.data) && <SkeletonRows />}
      {held.data && held.data.length > 0 && (
        <PagedTable
          label={texts.identity.heldBack}
          rows={held.data}
          keyOf={({ id }) => id}
          columns={[
            linked(texts.identity.heldBack),
            number(texts.identity.wouldJoin, 'people'),
            number(texts.identity.neighbours, 'neighbours'),
            number(texts.identity.perMinute, 'idsPerMinute'),
            judged('release', 'block'),
          ]}
        />
      )}
      {suspects.data && suspects.data.length > 0 && (
        <PagedTable
          label={texts.identity.proposed}
          rows={suspects.data}
          keyOf={({ id }) => id}
          columns={[
            linked(texts.identity.proposed),
            number(texts.identity.neighbours, 'neighbours'),
            number(texts.identity.inMonth, 'rowsInMonth'),
            { name: texts.stitching.why, cell: ({ reason }) => reason },
            judged('block'),
          ]}
        />
      )}
      {held.data?.length === 0 && suspects.data?.length === 0 && (
        <Remark>{texts.identity.noSuspects}</Remark>
      )}
    </Card>
  )

  function linked<T extends { readonly id: string }>(name: string): DataColumn<T> {
    return {
      name,
      cell: ({ id }) => (
        <Link to="." search={{ id }} className={style({ color: 'neutral' })}>
          {id}
        </Link>
      ),
    }
  }
}

const number = <K extends string>(
  name: string,
  figure: K,
): DataColumn<Readonly<Record<K, number>>> => ({
  name,
  isNumber: true,
  cell: (row) => printFigure(row[figure]),
})

type Judgement = Extract<SpaceEdit, { readonly id: string }>['kind']

/** What may be done with an identity. */
const judged = <T extends { readonly id: string }>(
  ...kinds: readonly Judgement[]
): DataColumn<T> => ({
  name: texts.identity.judge,
  cell: ({ id }) => <Judgements id={id} kinds={kinds} />,
})

function Judgements({ id, kinds }: { readonly id: string; readonly kinds: readonly Judgement[] }) {
  const begin = useEditing()
  return (
    <span className={style({ display: 'flex', gap: 12 })}>
      {kinds.map((kind) => (
        <TextButton key={kind} onPress={() => begin({ kind, id })}>
          {texts.identity.edits[kind].open}
        </TextButton>
      ))}
    </span>
  )
}
