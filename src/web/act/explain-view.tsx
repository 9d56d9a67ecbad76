import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { explained, explanationQuery } from '../api/index.ts'
import { printFigure } from '../components/figures.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { texts } from '../texts/index.ts'
import type { ActedMark } from './acting.ts'
import { DifferenceSection } from './difference-section.tsx'
import { PersonList } from './person-list.tsx'
import { RequestSection } from './request-section.tsx'
import { DataSection } from './data-section.tsx'
import { Section } from './section.tsx'
import { StagesSection } from './stages-section.tsx'
import { WarningLines } from '../components/warning-lines.tsx'

interface ExplainViewProps {
  readonly acted: ActedMark
  /** With the period before, where the panel compares with nothing. */
  readonly isCompared: boolean
  readonly onAllPeople: () => void
}

/** How a number comes about, what its difference comes from, whose it is, and what was asked. */
export function ExplainView({ acted, isCompared, onAllPeople }: ExplainViewProps) {
  const { mark, panel } = acted
  const { context } = panel
  const request = explained(mark.request, mark.place)
  const { data: meta, error, refetch } = useQuery(explanationQuery(request, context.dataVersion))
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const explanation = meta?.explanation
  if (meta === undefined || explanation === undefined) return <SkeletonRows />
  const { definition, rule, segments, zone, dataVersion, people } = explanation
  const comparedWith = context.comparison ?? (isCompared ? periodBefore(explanation.range) : null)
  return (
    <>
      <Section title={texts.act.how}>
        <p className={line}>{definition}.</p>
        {rule.map((sentence) => (
          <p key={sentence} className={line}>
            {sentence}
          </p>
        ))}
        {segments.length > 0 && (
          <p className={line}>
            {texts.act.segments}: <strong>{segments.join(', ')}</strong>
          </p>
        )}
        <p className={subdued}>
          {texts.act.zone(zone)} {texts.act.version(dataVersion)}{' '}
          {meta.isOutdated === true && texts.act.outdated}
        </p>
        <div className={subdued}>
          <WarningLines warnings={meta.warnings} />
        </div>
      </Section>
      <StagesSection explanation={explanation} context={context} />
      <DataSection context={context} />
      {comparedWith !== null && (
        <DifferenceSection request={request} comparedWith={comparedWith} context={context} />
      )}
      <Section title={texts.act.peopleBehind}>
        {explanation.withoutPeople !== undefined && (
          <p className={line}>{explanation.withoutPeople}</p>
        )}
        {people === 0 && <p className={line}>{texts.act.nobody}</p>}
        <PersonList people={explanation.samplePeople} context={context} />
        {people !== null && people > explanation.samplePeople.length && (
          <button type="button" className={more} onClick={onAllPeople}>
            {texts.act.allPeople(printFigure(people))}
          </button>
        )}
      </Section>
      <RequestSection request={request} />
    </>
  )
}

/** The range of the same length right before. */
function periodBefore({ start, end }: { readonly start: string; readonly end: string }) {
  const from = 2 * Date.parse(start) - Date.parse(end)
  return { start: new Date(from).toISOString(), end: start }
}

const line = style({ margin: 0, font: 'ui-sm' })
const subdued = style({ margin: 0, font: 'ui-sm', color: 'neutral-subdued' })
const more = style({
  font: 'ui-sm',
  color: 'accent',
  textAlign: 'start',
  backgroundColor: 'transparent',
  borderWidth: 0,
  padding: 0,
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
