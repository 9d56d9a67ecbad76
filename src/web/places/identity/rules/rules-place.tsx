import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  connectionsQuery,
  type IdentitySpaceDocument,
  ofSpace,
  type Versioned,
  versionedQuery,
} from '../../../api/index.ts'
import { PlaceHeader } from '../../../app/place-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import { WhatIfCard } from '../../connections/what-if/what-if-card.tsx'
import { DefinitionHead, type Outcome } from '../../definitions/definition-head.tsx'
import { MoreMenu } from '../../definitions/more-menu.tsx'
import { page } from '../../definitions/page-styles.ts'
import { useDraft } from '../../definitions/use-draft.ts'
import { RulesForm } from './rules-form.tsx'
import { rulesOf, stitchedBy } from './rules-of.ts'

const route = getRouteApi('/identity/$space/rules')

/** The rules of an identity space, to be changed. */
export function RulesPlace() {
  const { space } = route.useParams()
  const saved = useQuery(versionedQuery<IdentitySpaceDocument>('identity-space', space))
  const name = saved.data?.document.name ?? space
  return (
    <div className={page}>
      <PlaceHeader
        title={texts.identityRules.of(name)}
        parents={[{ label: texts.identity.title, to: '/identity' }]}
      />
      {saved.error && (
        <ProblemNotice level={2} error={saved.error} onRetry={() => void saved.refetch()} />
      )}
      {!saved.error && !saved.data && <SkeletonRows />}
      {saved.data && !saved.error && <Rules key={space} saved={saved.data} />}
    </div>
  )
}

function Rules({ saved }: { readonly saved: Versioned<IdentitySpaceDocument> }) {
  const draft = useSpaceDraft(saved)
  const { document, version, change, isChanged } = draft
  const { data: connections = [] } = useQuery(connectionsQuery)
  const [outcome, setOutcome] = useState<Outcome>(null)
  const navigate = useNavigate()
  const { id, name } = document
  return (
    <>
      <DefinitionHead
        draft={draft}
        group={texts.identity.spaces}
        standing={texts.identityRules.follows}
        outcome={outcome}
        actions={
          <MoreMenu
            of={{ kind: 'identity-space', id, version, name }}
            follows={texts.identityRules.deleteFollows}
            onDeleted={() => {
              draft.discard()
              void navigate({ to: '/identity', search: {} })
            }}
            onFailed={setOutcome}
          />
        }
      />
      <RulesForm document={document} change={change} />
      <WhatIfCard
        space={id}
        connections={stitchedBy(id, connections)}
        change={{ space: rulesOf(document) }}
        isChanged={isChanged}
        showsWays
      />
    </>
  )
}

/** What is known of the space is asked again once its rules are saved. */
function useSpaceDraft(saved: Versioned<IdentitySpaceDocument>) {
  const client = useQueryClient()
  const draft = useDraft(saved)
  return {
    ...draft,
    async save() {
      const isSaved = await draft.save()
      if (isSaved) void client.invalidateQueries({ queryKey: ofSpace(saved.document.id) })
      return isSaved
    },
  }
}
