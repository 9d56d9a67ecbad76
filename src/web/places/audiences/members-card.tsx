import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AudienceMember, AudienceStatus } from '../../../model/answers/audiences.ts'
import { type MemberFilter, membersQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { DelayedSearch } from '../../components/delayed-search.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { noFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { MoreButton } from '../../components/more-button.tsx'
import { PersonLink } from '../../components/person-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { sayReason } from './say-reason.ts'

interface MembersCardProps {
  readonly status: AudienceStatus
  readonly timeZone: string
}

const everybody: MemberFilter = { search: '', status: 'member' }

/** Who is in it or was, since when and why. */
export function MembersCard({ status, timeZone }: MembersCardProps) {
  const [filter, setFilter] = useState(everybody)
  const pages = useInfiniteQuery(membersQuery(status.id, filter, status.evaluatedAt))
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  const isSearched = filter.search !== ''
  return (
    <Card title={texts.audiences.membersTitle}>
      <Controls>
        <DelayedSearch
          label={texts.audiences.searchMembers}
          value={filter.search}
          onChange={(search) => setFilter((now) => ({ ...now, search }))}
        />
        <ChoicePicker
          label={texts.audiences.which}
          value={filter.status}
          choices={texts.audiences.whiches}
          onChange={(which) => setFilter({ ...filter, status: which })}
        />
      </Controls>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.error && !rows && <SkeletonRows />}
      {rows?.length === 0 && (
        <EmptyState title={isSearched ? texts.audiences.noMembersFound : texts.audiences.noMembers}>
          {isSearched ? texts.audiences.noMembersFoundHint : texts.audiences.noMembersHint}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
          <MemberTable rows={rows} dataView={status.dataView} timeZone={timeZone} />
          <MoreButton pages={pages} />
        </div>
      )}
    </Card>
  )
}

interface MemberTableProps {
  readonly rows: readonly AudienceMember[]
  readonly dataView: string
  readonly timeZone: string
}

function MemberTable({ rows, dataView, timeZone }: MemberTableProps) {
  return (
    <DataTable
      label={texts.audiences.membersTitle}
      rows={rows}
      keyOf={({ person }) => person}
      columns={[
        {
          name: texts.audiences.person,
          cell: ({ person }) => <PersonLink person={person} dataView={dataView} />,
        },
        { name: texts.audiences.why, cell: (member) => sayReason(member, timeZone) },
        {
          name: texts.audiences.since,
          cell: ({ status, enteredAt, leftAt }) =>
            status === 'member' ? (
              <Instant at={enteredAt} timeZone={timeZone} />
            ) : (
              <>
                {texts.audiences.hasLeft} <Instant at={leftAt} timeZone={timeZone} />
              </>
            ),
        },
        {
          name: texts.audiences.heldOut,
          cell: ({ heldOut }) => (heldOut ? texts.audiences.yes : noFigure),
        },
      ]}
    />
  )
}
