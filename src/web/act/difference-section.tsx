import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { Cause, Comparison } from '../../model/answers/comparison.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { differenceQuery, type ReportInput } from '../api/index.ts'
import { printFigure, printPercent } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { texts } from '../texts/index.ts'
import type { PanelContext } from '../visualizations/index.ts'
import { printDifference, printRange } from './print-difference.ts'
import { Section } from './section.tsx'

interface DifferenceSectionProps {
  readonly request: ReportInput
  readonly comparedWith: DateRangeRef
  readonly context: PanelContext
}

/** A number beside that of another range, and what the difference comes from. */
export function DifferenceSection({ request, comparedWith, context }: DifferenceSectionProps) {
  const query = differenceQuery(request, comparedWith, context.dataVersion)
  const { data, error, refetch } = useQuery(query)
  if (error !== null) {
    return (
      <Section title={texts.act.notCompared}>
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      </Section>
    )
  }
  if (data === undefined) return <SkeletonRows />
  return (
    <Section title={texts.act.comparedWith(printRange(data.range, context.timeZone))}>
      <Difference comparison={data} />
      {data.difference !== null && (
        <>
          <ul className={list}>
            {listCauses(data).map((cause) => (
              <Line
                key={cause.name}
                name={cause.name}
                detail={`${printFigure(cause.before)} → ${printFigure(cause.now)}`}
                effect={cause.effect}
              />
            ))}
          </ul>
          <p className={subdued}>{data.split}</p>
          <Items comparison={data} context={context} />
        </>
      )}
    </Section>
  )
}

const listCauses = ({ causes }: Comparison): readonly Cause[] =>
  Object.values(causes).filter((cause) => cause !== undefined)

function Difference({ comparison: { difference, value } }: { readonly comparison: Comparison }) {
  if (difference === null) return <p className={subdued}>{texts.act.notCompared}</p>
  const share = value === null || value === 0 ? '' : ` (${printPercent(difference / value)})`
  const sign = difference > 0 ? '▲' : difference < 0 ? '▼' : '='
  return (
    <p className={style({ margin: 0, font: 'ui', fontWeight: 'bold' })}>
      {sign} {printDifference(difference)}
      {share} <span className={subdued}>{texts.act.before(printFigure(value))}</span>
    </p>
  )
}

function Items({
  comparison: { dimension, items, others, overlap, withoutItems },
  context,
}: {
  readonly comparison: Comparison
  readonly context: PanelContext
}) {
  if (dimension === null) return <p className={subdued}>{withoutItems}</p>
  const name = context.components.dimensions.find(({ id }) => id === dimension)?.name ?? dimension
  const parts = ({ mix, rate }: Comparison['items'][number]) =>
    mix === undefined || rate === undefined
      ? ''
      : `${texts.act.mix} ${printDifference(mix)} · ${texts.act.rate} ${printDifference(rate)}`
  return (
    <>
      <h4 className={style({ font: 'ui-sm', fontWeight: 'bold', margin: 0 })}>
        {texts.act.items(name)}
      </h4>
      <ul className={list}>
        {items.map((each) => (
          <Line
            key={String(each.item)}
            name={printItem(each.item, dimension, each.label)}
            detail={parts(each)}
            effect={each.effect}
          />
        ))}
        {others !== null && (
          <Line name={texts.act.others(others.items)} detail="" effect={others.effect} />
        )}
        {overlap !== 0 && <Line name={texts.act.overlap} detail="" effect={overlap} />}
      </ul>
    </>
  )
}

interface LineProps {
  readonly name: string
  readonly detail: string
  readonly effect: number
}

const Line = ({ name, detail, effect }: LineProps) => (
  <li className={row}>
    <span>
      {name} <span className={subdued}>{detail}</span>
    </span>
    <span className={figure}>{printDifference(effect)}</span>
  </li>
)

const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const row = style({ display: 'flex', justifyContent: 'space-between', gap: 8, font: 'ui-sm' })
const figure = style({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' })
const subdued = style({ margin: 0, font: 'ui-sm', fontWeight: 'normal', color: 'neutral-subdued' })
