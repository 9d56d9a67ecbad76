import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { identitySpacesQuery } from '../../api/index.ts'
import { DataPages } from '../../app/data-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { HelpButton } from '../../help/help-button.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { SimulationCard } from './simulation-card.tsx'
import { SpaceTable } from './space-table.tsx'

/** Identity: the spaces that say who is one person, and a box to try rules in. */
export function IdentityPlace() {
  const { data: spaces, error, refetch } = useQuery(identitySpacesQuery)
  return (
    <div className={listPage}>
      <PlaceHeader
        title={texts.identity.title}
        parents={[{ label: texts.data.title, to: '/data' }]}
      />
      <DataPages current="identity" />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.identity.title}</h1>
      <Card
        title={texts.identity.spaces}
        actions={
          <>
            <Link to="/new-identity-space" className={style({ font: 'ui', color: 'neutral' })}>
              {texts.identityRules.new}
            </Link>
            <HelpButton page="identities" />
          </>
        }
      >
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && !spaces && <SkeletonRows />}
        {spaces?.length === 0 && (
          <EmptyState title={texts.identity.noSpaces}>
            {texts.identity.noSpacesHint}{' '}
            <Link to="/data" className={style({ color: 'neutral' })}>
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
