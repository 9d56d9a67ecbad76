import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { identitySpacesQuery, spaceStatusQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { Editable } from './editable.tsx'
import { HeldCard } from './held-card.tsx'
import { LedgerCard } from './ledger-card.tsx'
import { PersonCard } from './person-card.tsx'
import { FeedsCard } from './feeds-card.tsx'
import { RulesCard } from './rules-card.tsx'
import { SpaceFigures } from './space-figures.tsx'

const route = getRouteApi('/identity/$space')

/** One identity space: its people, its rules, what feeds it, and what was said by hand. */
export function SpacePlace() {
  const { space } = route.useParams()
  const { id } = route.useSearch()
  const { data: status, error, refetch } = useQuery(spaceStatusQuery(space))
  const { data: spaces } = useQuery(identitySpacesQuery)
  const name = spaces?.find((each) => each.id === space)?.name ?? space
  return (
    <div className={listPage}>
      <PlaceHeader title={name} parents={[{ label: texts.identity.title, to: '/identity' }]} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{name}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && !status && <SkeletonRows />}
      {status && (
        <Editable key={space} space={space}>
          <SpaceFigures status={status} />
          <PersonCard status={status} id={id} />
          <div className={pair}>
            <RulesCard status={status} />
            <FeedsCard status={status} />
          </div>
          <HeldCard space={space} />
          <LedgerCard space={space} />
        </Editable>
      )}
    </div>
  )
}

const pair = style({
  display: 'grid',
  gridTemplateColumns: { default: ['1fr'], lg: ['minmax(0, 1fr)', 'minmax(0, 1fr)'] },
  gap: 16,
})
