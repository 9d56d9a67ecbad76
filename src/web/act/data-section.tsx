import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQueries, useQuery } from '@tanstack/react-query'
import type { ConnectionStatus } from '../../model/answers/connections.ts'
import { getOwn } from '../../model/own.ts'
import { batchesQuery, connectionStatusQuery, dataViewsQuery } from '../api/index.ts'
import { Ago } from '../components/ago.tsx'
import { printFigure } from '../components/figures.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { texts } from '../texts/index.ts'
import type { PanelContext } from '../visualizations/index.ts'
import { Section } from './section.tsx'

const t = texts.act.data

/** How old the data is, and which rows are not in it, and why. */
export function DataSection({ context }: { readonly context: PanelContext }) {
  const views = useQuery(dataViewsQuery)
  const view = views.data?.find(({ id }) => id === context.dataView)
  const status = useQuery({
    ...connectionStatusQuery(view?.connection ?? ''),
    enabled: view !== undefined,
  })
  const error = views.error ?? status.error
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void status.refetch()} />
  if (status.data === undefined) return <SkeletonRows />
  return <Known status={status.data} />
}

interface SetAside {
  readonly dataset: string
  readonly reason: string
  readonly rows: number
}

function Known({ status }: { readonly status: ConnectionStatus }) {
  const { datasets, lastTime } = status
  const imports = useQueries({ queries: datasets.map(({ dataset }) => batchesQuery(dataset)) })
  const committed = imports.map(({ data = [] }) =>
    data.filter(({ status: is }) => is === 'committed'),
  )
  const finished = committed.flat().flatMap(({ finished: at }) => at ?? [])
  const lastImport = finished.toSorted().at(-1)
  const aside = datasets.flatMap((dataset, k) => listSetAside(dataset, committed[k] ?? []))
  const isWhole = imports.every(({ data }) => data !== undefined)
  const failed = imports.find(({ error }) => error !== null)?.error ?? null
  return (
    <Section title={t.title}>
      <p className={line}>
        {lastTime !== null && (
          <>
            {t.newest} <Ago at={new Date(lastTime).toISOString()} />.{' '}
          </>
        )}
        {lastImport !== undefined && (
          <>
            {t.imported} <Ago at={new Date(lastImport).toISOString()} />.
          </>
        )}
      </p>
      {failed !== null && <ProblemNotice error={failed} />}
      {isWhole && aside.length === 0 && <p className={line}>{t.nothing}</p>}
      {aside.length > 0 && (
        <ul aria-label={t.aside} className={list}>
          {aside.map(({ dataset, reason, rows }) => (
            <li key={`${dataset} ${reason}`}>
              {t.setAside(printFigure(rows), dataset, getOwn(t.reasons, reason) ?? reason)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

type Dataset = ConnectionStatus['datasets'][number]

/** By imports, and when journeys were made of what they added. */
function listSetAside(
  { dataset, missingPerson, expired, heldBack }: Dataset,
  batches: readonly { readonly skipped: Readonly<Record<string, number>> }[],
): readonly SetAside[] {
  const byReason = new Map<string, number>([
    ['missingPerson', missingPerson],
    ['expired', expired],
    ['heldBack', heldBack],
  ])
  for (const { skipped } of batches) {
    for (const [reason, rows] of Object.entries(skipped)) {
      byReason.set(reason, (byReason.get(reason) ?? 0) + rows)
    }
  }
  return [...byReason].flatMap(([reason, rows]) => (rows === 0 ? [] : { dataset, reason, rows }))
}

const line = style({ margin: 0, font: 'ui-sm' })
const list = style({ margin: 0, paddingStart: 16, font: 'ui-sm', display: 'grid', gap: 4 })
