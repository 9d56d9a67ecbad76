import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { SegmentRules } from '../../../../model/answers/segment-rules.ts'
import { DateRangeField, type RangeChoice } from '../../../components/date-range-field.tsx'
import { printFigure, printPercent } from '../../../components/figures.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import type { PanelContext } from '../../../visualizations/index.ts'
import { useBuilder } from './builder-context.ts'
import { LeftBars } from './left-bars.tsx'
import { MissingPeople, QualifyingPeople } from './told-people.tsx'

interface PreviewSideProps {
  readonly rules: SegmentRules | undefined
  readonly error: Error | null
  readonly isFinished: boolean
  readonly range: RangeChoice
  readonly onRange: (range: RangeChoice) => void
  /** For journeys. */
  readonly context: PanelContext
}

/** What the segment keeps now, who qualifies, and who just misses it. */
export function PreviewSide(props: PreviewSideProps) {
  const { rules, error, isFinished, range, onRange, context } = props
  const { components, dataDays, isStale } = useBuilder()
  return (
    <aside aria-label={texts.builder.preview} className={side}>
      <h2 className={heading}>{texts.builder.preview}</h2>
      <DateRangeField
        label={texts.builder.previewRange}
        isLabelHidden
        value={range}
        dateRanges={components.dateRanges}
        dataDays={dataDays}
        onChange={onRange}
      />
      {!isFinished && <p className={note}>{texts.builder.unfinished}</p>}
      {error && isFinished && <ProblemNotice error={error} />}
      {rules === undefined && isFinished && !error && <SkeletonRows />}
      {rules !== undefined && (
        <div className={answer({ isStale })} aria-busy={isStale}>
          <Figures rules={rules} />
          {rules.left.length > 1 && <LeftBars left={rules.left} />}
          <QualifyingPeople rules={rules} context={context} />
          <MissingPeople missing={rules.missing} context={context} />
        </div>
      )}
    </aside>
  )
}

const Figures = ({ rules: { kept, share } }: { readonly rules: SegmentRules }) => (
  <dl className={figures}>
    {(['people', 'sessions', 'events'] as const).map((key) => (
      <div key={key} className={tile}>
        <dt className={small}>{texts.builder.figures[key]}</dt>
        <dd className={large}>{printFigure(kept[key])}</dd>
        <dd className={small}>{printPercent(share[key])}</dd>
      </div>
    ))}
  </dl>
)

const side = style({
  display: 'grid',
  alignContent: 'start',
  gap: 12,
  boxSizing: 'border-box',
  width: { default: 'full', lg: 344 },
  flexShrink: 0,
  padding: 16,
  overflowY: { default: 'visible', lg: 'auto' },
  backgroundColor: 'layer-2',
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderWidth: 0,
  borderStartWidth: { default: 0, lg: 1 },
})
const answer = style({ display: 'grid', gap: 16, opacity: { default: 1, isStale: 0.5 } })
const heading = style({ font: 'title', margin: 0 })
const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const figures = style({ display: 'flex', gap: 8, margin: 0 })
const tile = style({
  flexGrow: 1,
  flexBasis: 0,
  minWidth: 0,
  padding: 8,
  borderRadius: 'default',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const small = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const large = style({
  font: 'title-lg',
  color: 'neutral',
  margin: 0,
  fontVariantNumeric: 'tabular-nums',
})
