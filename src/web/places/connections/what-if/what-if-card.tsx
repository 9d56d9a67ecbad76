import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnonymousWays, WhatIf } from '../../../../model/answers/what-if.ts'
import {
  askAnonymousWays,
  askWhatIf,
  type ConnectionDocument,
  type WhatIfDocument,
} from '../../../api/index.ts'
import { Card } from '../../../components/card.tsx'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { Controls } from '../../../components/controls.tsx'
import { printPercent } from '../../../components/figures.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { HelpButton } from '../../../help/help-button.tsx'
import { texts } from '../../../texts/index.ts'
import { WaysTable } from './ways-table.tsx'
import { WhatIfTables } from './what-if-tables.tsx'

interface WhatIfCardProps {
  /** Those whose people could change. */
  readonly connections: readonly ConnectionDocument[]
  /** What is written on the page. */
  readonly change: WhatIfDocument
  readonly isChanged: boolean
  /** The space whose rules are written; it can be tried without a connection. */
  readonly space?: string
  /** Whether the ways of owning anonymous rows are offered. */
  readonly showsWays?: boolean
}

/** What other rules or stitching would do to people and metrics, before it is saved. */
export function WhatIfCard({ connections, space, ...props }: WhatIfCardProps) {
  const t = texts.whatIf
  return (
    <Card title={t.title} actions={<HelpButton page="stitching" />}>
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {connections.length > 0 ? t.hint : t.notStitched}
      </p>
      {connections.length > 0 ? (
        <Comparing {...props} connections={connections} />
      ) : (
        space !== undefined && (
          <Link
            to="/identity"
            search={{ rules: space }}
            hash="simulation"
            className={style({ font: 'ui', color: 'neutral' })}
          >
            {t.toSimulation}
          </Link>
        )
      )}
    </Card>
  )
}

interface Asked {
  readonly kind: 'what-if' | 'ways'
  readonly connection: string
  readonly change: WhatIfDocument
}

type Answered =
  | { readonly kind: 'what-if'; readonly answer: WhatIf }
  | { readonly kind: 'ways'; readonly answer: AnonymousWays }

function Comparing({ connections, change, isChanged, showsWays = false }: WhatIfCardProps) {
  const t = texts.whatIf
  const [chosen, setChosen] = useState(connections[0]!.id)
  const [share, setShare] = useState(0)
  const compare = useMutation({
    mutationFn: async (asked: Asked): Promise<Answered> => {
      const onProgress = (progress: { readonly share: number }) => setShare(progress.share)
      setShare(0)
      return asked.kind === 'ways'
        ? {
            kind: 'ways',
            answer: await askAnonymousWays(asked.connection, asked.change, onProgress),
          }
        : { kind: 'what-if', answer: await askWhatIf(asked.connection, asked.change, onProgress) }
    },
  })
  const ask = (kind: Asked['kind']) => compare.mutate({ kind, connection: chosen, change })
  const isOutdated =
    compare.data !== undefined &&
    JSON.stringify(compare.variables.change) !== JSON.stringify(change)
  return (
    <>
      <Controls>
        {connections.length > 1 && (
          <ChoicePicker
            label={t.connection}
            value={chosen}
            choices={Object.fromEntries(connections.map(({ id, name = id }) => [id, name]))}
            onChange={setChosen}
          />
        )}
        <Button
          size="S"
          variant="secondary"
          isDisabled={!isChanged || compare.isPending}
          onPress={() => ask('what-if')}
        >
          {t.compare}
        </Button>
        {showsWays && (
          <Button
            size="S"
            variant="secondary"
            isDisabled={compare.isPending}
            onPress={() => ask('ways')}
          >
            {t.ways}
          </Button>
        )}
      </Controls>
      <p role="status" className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {compare.isPending && t.working(printPercent(share, 0))}
        {!compare.isPending && isOutdated && t.outdated}
        {!compare.data && !compare.isPending && !isChanged && t.nothingChanged}
      </p>
      {compare.error && <ProblemNotice level={3} error={compare.error} />}
      {compare.data?.kind === 'what-if' && <WhatIfTables answer={compare.data.answer} />}
      {compare.data?.kind === 'ways' && <WaysTable answer={compare.data.answer} />}
    </>
  )
}
