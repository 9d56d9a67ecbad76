import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { IdentityGraph, IdentitySpaceStatus } from '../../../model/answers/identity.ts'
import { identityGraphQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { drawPerson } from './drawn-graph.ts'
import { GraphDrawing } from './graph-drawing.tsx'
import type { GraphMark } from './graph-focus.ts'
import { GraphLegend } from './graph-legend.tsx'
import { layOutGraph } from './graph-layout.ts'
import { IdentityField } from './identity-field.tsx'
import { MarkDetails } from './mark-details.tsx'
import { PersonTables } from './person-tables.tsx'
import { useEditing } from './use-editing.ts'
import { Warnings } from './warnings.tsx'

interface PersonCardProps {
  readonly status: IdentitySpaceStatus
  /** The identity whose person is shown. */
  readonly id: string | undefined
}

/** Finds a person by any identity, and shows the graph. */
export function PersonCard({ status, id }: PersonCardProps) {
  return (
    <Card title={texts.identity.person}>
      <Find space={status.space} id={id} />
      {id === undefined ? (
        <EmptyState title={texts.identity.nobody}>{texts.identity.nobodyHint}</EmptyState>
      ) : (
        <Found status={status} id={id} />
      )}
    </Card>
  )
}

interface FindProps {
  readonly space: string
  readonly id: string | undefined
}

function Find({ space, id = '' }: FindProps) {
  const navigate = useNavigate()
  const [draft, setDraft] = useState({ text: id, of: id })
  return (
    <div className={style({ maxWidth: 400 })}>
      <IdentityField
        label={texts.identity.find}
        space={space}
        value={draft.of === id ? draft.text : id}
        onChange={(text) => setDraft({ text, of: id })}
        onPick={(picked) =>
          void navigate({ to: '/identity/$space', params: { space }, search: { id: picked } })
        }
      />
    </div>
  )
}

function Found({ status, id }: { readonly status: IdentitySpaceStatus; readonly id: string }) {
  const { data: graph, error, refetch } = useQuery(identityGraphQuery(status.space, id))
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (graph === undefined) return <SkeletonRows />
  return <Person key={graph.person} status={status} graph={graph} />
}

interface PersonProps {
  readonly status: IdentitySpaceStatus
  readonly graph: IdentityGraph
}

function Person({ status, graph }: PersonProps) {
  const begin = useEditing()
  const [selected, setSelected] = useState<GraphMark | null>(null)
  const layout = useMemo(() => layOutGraph(drawPerson(graph)), [graph])
  const { person, ids, links, lost, warnings } = graph
  return (
    <>
      <div className={head}>
        <h3 className={title}>{person}</h3>
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued', flexGrow: 1 })}>
          {texts.identity.personFacts(ids.length, links.length, lost.length)}
        </span>
        <ActionButton size="S" onPress={() => begin({ kind: 'merge', ids: [person, ''] })}>
          {texts.identity.edits.merge.open}
        </ActionButton>
        <ActionButton size="S" onPress={() => begin({ kind: 'link', ids: [person, ''] })}>
          {texts.identity.edits.link.open}
        </ActionButton>
      </div>
      <Warnings warnings={warnings} />
      <div className={drawn}>
        <div className={style({ display: 'grid', gap: 12, justifyItems: 'center', minWidth: 0 })}>
          <GraphDrawing
            label={texts.identity.graphOf(person)}
            layout={layout}
            namespaces={status.rules.namespaces.map((each) => each.id)}
            selected={selected}
            onSelect={setSelected}
          />
          <GraphLegend layouts={[layout]} />
        </div>
        <MarkDetails graph={graph} selected={selected} onSelect={setSelected} />
      </div>
      <PersonTables graph={graph} onSelect={setSelected} />
    </>
  )
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
const title = style({ font: 'title', margin: 0, overflowWrap: 'anywhere' })
const drawn = style({
  display: 'grid',
  gridTemplateColumns: { default: ['1fr'], lg: ['minmax(0, 1fr)', 320] },
  gap: 24,
  alignItems: 'start',
})
