import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { parseEventLines } from '../../../model/event-lines.ts'
import {
  type IdentityRulesDocument,
  type IdentitySpaceDocument,
  spaceStatusQuery,
} from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NamespaceTable } from './namespace-table.tsx'
import { SimulationLines } from './simulation-lines.tsx'
import { SimulationResult } from './simulation-result.tsx'
import { completeRules, ownRules } from './tried-rules.ts'
import { inPlace, useKept } from './use-kept.ts'

interface SimulationCardProps {
  readonly spaces: readonly IdentitySpaceDocument[]
}

/** A box to try rules in: lines of identities in, people out. Nothing is stored. */
export function SimulationCard({ spaces }: SimulationCardProps) {
  const { rules: space = own } = route.useSearch()
  const [lines, setLines] = useLines()
  const status = useQuery({ ...spaceStatusQuery(space), enabled: space !== own })
  const rules = space === own ? ownRules : status.data?.rules
  return (
    <div id="simulation">
      <Card title={texts.simulation.title}>
        <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0 })}>
          {texts.simulation.text}
        </p>
        {status.error && <ProblemNotice error={status.error} />}
        {!status.error && !rules && <SkeletonRows />}
        <Controls>
          <RulesPicker spaces={spaces} value={space} />
        </Controls>
        {rules && <Simulation key={space} start={rules} lines={lines} onLines={setLines} />}
      </Card>
    </div>
  )
}

const own = ''
const route = getRouteApi('/identity')

/** Longer ones are not kept in the address: a server would refuse it. */
const longestKept = 2000

/** The lines as they are typed; the address follows. */
function useLines() {
  const { lines: kept = texts.simulation.example } = route.useSearch()
  const [lines, setLines] = useState(kept)
  const isKept = lines.length <= longestKept && lines !== texts.simulation.example
  useKept('lines', isKept ? lines : undefined)
  return [lines, setLines] as const
}

/** The rules as they are tried, from those of a space or one’s own; the address follows. */
function useDraft(start: IdentityRulesDocument) {
  const { namespaces: kept } = route.useSearch()
  const [draft, setDraft] = useState(kept ? { ...start, namespaces: kept } : start)
  useKept('namespaces', draft === start ? undefined : draft.namespaces)
  return [draft, setDraft] as const
}

interface RulesPickerProps {
  readonly spaces: readonly IdentitySpaceDocument[]
  readonly value: string
}

/** Chooses the space whose rules are tried first; nothing where there is none. */
function RulesPicker({ spaces, value }: RulesPickerProps) {
  const navigate = useNavigate()
  if (spaces.length === 0) return null
  const names = spaces.map(({ id, name = id }) => [id, name] as const)
  return (
    <ChoicePicker
      label={texts.simulation.rulesOf}
      value={value}
      choices={Object.fromEntries([[own, texts.simulation.own], ...names])}
      onChange={(id) =>
        void navigate({
          to: '/identity',
          search: ({ lines }) => ({
            ...(typeof lines === 'string' && { lines }),
            ...(id !== own && { rules: id }),
          }),
          ...inPlace,
        })
      }
    />
  )
}

interface SimulationProps {
  readonly start: IdentityRulesDocument
  readonly lines: string
  readonly onLines: (lines: string) => void
}

function Simulation({ start, lines, onLines }: SimulationProps) {
  const [draft, setDraft] = useDraft(start)
  const { events, broken } = useMemo(() => parseEventLines(lines), [lines])
  const rules = useMemo(
    () => completeRules(draft, events, start !== ownRules),
    [draft, events, start],
  )
  return (
    <div className={sides}>
      <div className={style({ display: 'grid', gap: 16, minWidth: 0, alignContent: 'start' })}>
        <SimulationLines lines={lines} broken={broken} onChange={onLines} />
        <NamespaceTable
          label={texts.simulation.rules}
          namespaces={rules.namespaces}
          onChange={(namespaces) => setDraft({ ...rules, namespaces })}
        />
      </div>
      <SimulationResult rules={rules} events={events} isBroken={broken.length > 0} />
    </div>
  )
}

const sides = style({
  display: 'grid',
  gridTemplateColumns: { default: ['1fr'], lg: [448, 'minmax(0, 1fr)'] },
  gap: 24,
  alignItems: 'start',
})
