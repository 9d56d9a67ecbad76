import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getRouteApi } from '@tanstack/react-router'
import { audienceDocumentsQuery, policiesQuery } from '../../api/index.ts'
import { DestinationPages } from '../../app/destination-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { DenialTable } from './denial-table.tsx'
import { LabelsCard } from './labels-card.tsx'
import { NewPolicy, SavedPolicy } from './policy-form.tsx'
import { PolicyTable } from './policy-table.tsx'

const route = getRouteApi('/policies')

/** What must not be done with which fields, what that is in the way of, and the labels of fields. */
export function PoliciesPlace() {
  const { data: policies, error, refetch } = useQuery(policiesQuery)
  const { policy: edited } = route.useSearch()
  const navigate = route.useNavigate()
  const [isNew, setNew] = useState(false)
  const edit = (id: string | undefined) => {
    setNew(false)
    void navigate({ search: id === undefined ? {} : { policy: id }, replace: true })
  }
  const close = () => edit(undefined)
  const { data: audiences = [] } = useQuery(audienceDocumentsQuery)
  const denials = policies?.flatMap((policy) => policy.denials) ?? []
  return (
    <div className={listPage}>
      <PlaceHeader
        title={texts.policies.title}
        parents={[{ label: texts.destinations.title, to: '/destinations' }]}
      />
      <DestinationPages current="policies" />
      <div className={head}>
        <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>
          {texts.policies.title}
        </h1>
        <Button variant="accent" size="S" isDisabled={isNew} onPress={() => setNew(true)}>
          {texts.policies.new}
        </Button>
      </div>
      <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0 })}>
        {texts.policies.hint}
      </p>
      {isNew && <NewPolicy onDone={close} />}
      {!isNew && edited !== undefined && <SavedPolicy key={edited} id={edited} onDone={close} />}
      <Card title={texts.policies.title}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && policies === undefined && <SkeletonRows />}
        {policies?.length === 0 && (
          <EmptyState title={texts.policies.none}>{texts.policies.noneHint}</EmptyState>
        )}
        {policies && policies.length > 0 && (
          <PolicyTable policies={policies} onEdit={edit} onDeleted={close} />
        )}
      </Card>
      {policies && policies.length > 0 && (
        <Card title={texts.policies.blocked}>
          {denials.length === 0 ? (
            <EmptyState title={texts.policies.noBlocks}>{texts.policies.noBlocksHint}</EmptyState>
          ) : (
            <DenialTable
              label={texts.policies.blocked}
              denials={denials}
              dataViewOf={({ audience }) => audiences.find(({ id }) => id === audience)?.dataView}
              columns={['audience', 'destination']}
            />
          )}
        </Card>
      )}
      <LabelsCard />
    </div>
  )
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
