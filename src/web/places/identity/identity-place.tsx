import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { identitySpacesQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts.ts'
import { SimulationCard } from './simulation-card.tsx'
import { SpaceTable } from './space-table.tsx'

/** Identity: the spaces that say who is one person, and a box to try rules in. */
export function IdentityPlace() {
  const { data: spaces, error, refetch } = useQuery(identitySpacesQuery)
  return (
    <div className={page}>
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.identity.title}</h1>
      <Card title={texts.identity.spaces}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && !spaces && <SkeletonRows />}
        {spaces?.length === 0 && (
          <EmptyState title={texts.identity.noSpaces}>
            {texts.identity.noSpacesHint}{' '}
            <Link to="/" className={style({ color: 'neutral' })}>
              {texts.app.toStart}
            </Link>
          </EmptyState>
        )}
        {spaces && spaces.length > 0 && <SpaceTable spaces={spaces} />}
      </Card>
      <SimulationCard spaces={spaces ?? []} />
    </div>
  )
}

const page = style({ display: 'grid', gap: 16, maxWidth: 1280, marginX: 'auto', minWidth: 0 })
