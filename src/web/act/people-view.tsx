import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explained, peopleBehindQuery } from '../api/index.ts'
import { Pages } from '../components/pages.tsx'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { texts } from '../texts/index.ts'
import type { ActedMark } from './acting.ts'
import { PersonList } from './person-list.tsx'
import { Section } from './section.tsx'

const PER_PAGE = 50

/** Everybody behind a number. */
export function PeopleView({ acted: { mark, panel } }: { readonly acted: ActedMark }) {
  const [page, setPage] = useState(0)
  const { context } = panel
  const request = explained(mark.request, mark.place)
  const { data, error, refetch } = useQuery(
    peopleBehindQuery(
      request,
      { limit: PER_PAGE, offset: page * PER_PAGE, except: mark.except },
      context.dataVersion,
    ),
  )
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <SkeletonRows />
  return (
    <Section title={texts.act.people(data.count)}>
      <p className={style({ margin: 0, font: 'ui-sm', color: 'neutral-subdued' })}>
        {data.definition}
      </p>
      {data.count === 0 ? texts.act.nobody : <PersonList people={data.people} context={context} />}
      <Pages page={page} rowsPerPage={PER_PAGE} rowCount={data.count} onPage={setPage} />
    </Section>
  )
}
