import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type {
  FreeformRequestInput,
  FreeformResult,
} from '../../../../query/reports/freeform/request.ts'
import type { ConnectionStatus } from '../../../../model/answers/connections.ts'
import type { SavedComponent } from '../../../../model/answers/data-views.ts'
import {
  connectionStatusQuery,
  dataViewsQuery,
  itemsQuery,
  savedComponentsQuery,
} from '../../../api/index.ts'
import { Sparkline } from '../../../charts/sparkline.tsx'
import { FieldLabels } from '../../../components/field-labels.tsx'
import { printFigure } from '../../../components/figures.ts'
import { printItem } from '../../../components/item-text.ts'
import { sayUse } from '../../../components/say-use.ts'
import { useLabelled } from '../../../components/use-labelled.ts'
import { useReport } from '../../../components/use-report.ts'
import { reportRange } from '../../../project/data-range.ts'
import { texts } from '../../../texts/index.ts'
import { Glyph } from './glyph.tsx'
import type { RailEntry } from './rail-entry.ts'

const t = texts.rail.card
const TOP_ITEMS = 5

interface RailCardProps {
  readonly entry: RailEntry
  readonly dataView: string
}

/** What a component is, where it comes from, what it holds, and what uses it. */
export function RailCard({ entry, dataView }: RailCardProps) {
  const { glyph, kind, name, description, tags, field, isStandard } = entry
  const saved = useSaved(entry, dataView)
  const source = isStandard ? texts.rail.standard : field && texts.rail.field(field)
  return (
    <div className={card}>
      <strong className={title}>
        <Glyph glyph={glyph} />
        {name}
      </strong>
      {description !== undefined && description !== '' && <p className={line}>{description}</p>}
      {saved !== undefined && <p className={line}>{saved.words}</p>}
      {source !== undefined && <p className={subdued}>{source}</p>}
      <Labels entry={entry} dataView={dataView} />
      {kind === 'dimension' && <TopItems entry={entry} dataView={dataView} />}
      {(kind === 'metric' || kind === 'segment') && <Course entry={entry} dataView={dataView} />}
      {saved !== undefined && <p className={subdued}>{t.usedBy(saved.usedBy)}</p>}
      {tags.length > 0 && <p className={subdued}>{t.tags(tags.join(', '))}</p>}
      <p className={subdued}>{texts.rail.dragHint}</p>
    </div>
  )
}

/** Of what is saved: calculated metrics, segments and date ranges. */
function useSaved({ kind, glyph, id }: RailEntry, dataView: string): SavedComponent | undefined {
  const savedKind = glyph === 'f' ? 'calculated-metric' : kind
  const { data } = useQuery({
    ...savedComponentsQuery(dataView),
    enabled: ['calculated-metric', 'segment', 'date-range'].includes(savedKind),
  })
  return data?.find((each) => each.kind === savedKind && each.id === id)
}

/** What it reads of labelled fields, and through what; the card is gone before a link in it could be followed. */
function Labels({ entry: { glyph, kind, id }, dataView }: RailCardProps) {
  const usesOf = useLabelled(dataView)
  if (kind === 'date-range' || kind === 'item') return null
  return usesOf(glyph === 'f' ? 'calculated-metric' : kind, id).map((use) => (
    <p key={sayUse(use)} className={subdued}>
      <FieldLabels labels={use.labels} /> {sayUse(use)}
    </p>
  ))
}

function TopItems({ entry: { id }, dataView }: RailCardProps) {
  const { data, error } = useQuery(itemsQuery(dataView, id, ''))
  if (error !== null) return <p className={subdued}>{error.message}</p>
  if (data === undefined) return <p className={subdued}>{texts.report.loading}</p>
  return (
    <>
      <ol className={list}>
        {data.items.slice(0, TOP_ITEMS).map(({ item, label, events }) => (
          <li key={JSON.stringify(item)} className={row}>
            <span className={style({ truncate: true })}>{printItem(item, id, label)}</span>
            <span className={style({ fontVariantNumeric: 'tabular-nums' })}>
              {printFigure(events)}
            </span>
          </li>
        ))}
      </ol>
      <p className={subdued}>{t.items(printFigure(data.count))}</p>
    </>
  )
}

/** A metric, or the people of a segment, by week over all that there is. */
function Course({ entry: { kind, id, name }, dataView }: RailCardProps) {
  const isMetric = kind === 'metric'
  const status = useStatus(dataView)
  const request: FreeformRequestInput | null = status && {
    kind: 'freeform',
    dataView,
    dateRange: reportRange('all', status),
    segments: isMetric ? [] : [id],
    rows: { dimension: 'week' },
    columns: [{ id: 'c', metric: isMetric ? id : 'people' }],
    sort: { dimension: 'week', direction: 'asc' },
    limit: 200,
  }
  const { result, error } = useReport<FreeformResult>(request, status?.dataVersion ?? null)
  if (error !== null) return <p className={subdued}>{error.message}</p>
  if (result === undefined) return <p className={subdued}>{texts.report.loading}</p>
  const total = printFigure(result.totals[0] ?? null, result.columns[0]?.format)
  return (
    <>
      <Sparkline
        label={t.course(name)}
        values={result.rows.map(({ values }) => values[0] ?? null)}
      />
      <p className={subdued}>{isMetric ? t.total(total) : t.people(total)}</p>
    </>
  )
}

/** Of the data that a view reads. */
function useStatus(dataView: string): ConnectionStatus | null {
  const views = useQuery(dataViewsQuery)
  const view = views.data?.find(({ id }) => id === dataView)
  const { data } = useQuery({
    ...connectionStatusQuery(view?.connection ?? ''),
    enabled: view !== undefined,
  })
  return data ?? null
}

const card = style({ display: 'grid', gap: 8, padding: 12, width: 240, boxSizing: 'border-box' })
const title = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  font: 'ui',
  fontWeight: 'bold',
  color: 'neutral',
  overflowWrap: 'anywhere',
})
const line = style({ margin: 0, font: 'ui-sm', color: 'neutral', overflowWrap: 'anywhere' })
const subdued = style({
  margin: 0,
  font: 'ui-xs',
  color: 'neutral-subdued',
  overflowWrap: 'anywhere',
})
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const row = style({
  display: 'flex',
  justifyContent: 'space-between',
  gap: 8,
  font: 'ui-xs',
  color: 'neutral',
})
