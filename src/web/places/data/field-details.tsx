import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { FieldUse } from '../../../model/answers/definitions.ts'
import type { FieldFigures, FieldValues } from '../../../model/answers/fields.ts'
import { fieldFiguresQuery, fieldValuesQuery } from '../../api/index.ts'
import { BarRows } from '../../charts/bar-rows.tsx'
import { categoryColor } from '../../charts/palette.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FieldLabels, LabelRules } from '../../components/field-labels.tsx'
import { UsedLabels } from '../../components/field-uses.tsx'
import { FigureTile } from '../../components/figure-tile.tsx'
import { printFigure, printPercent } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { FieldHistogram } from './field-histogram.tsx'
import { printFieldValue } from './print-field-value.ts'

interface FieldDetailsProps {
  readonly dataset: string
  readonly path: string
  readonly labels: readonly string[]
  /** Labelled fields that it tells about. */
  readonly inherited: readonly FieldUse[]
  readonly onClose: () => void
}

/** The values of one field. */
export function FieldDetails({ dataset, path, labels, inherited, onClose }: FieldDetailsProps) {
  const figures = useQuery(fieldFiguresQuery(dataset, [path]))
  const values = useQuery(fieldValuesQuery(dataset, path))
  const error = figures.error ?? values.error
  const retry = () => void Promise.all([figures.refetch(), values.refetch()])
  const [known] = figures.data ?? []
  return (
    <section aria-label={texts.dataset.valuesOf(path)} className={details}>
      <div className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
        <h3 className={style({ font: 'title', margin: 0, flexGrow: 1, overflowWrap: 'anywhere' })}>
          {path}
        </h3>
        <ActionButton size="S" onPress={onClose}>
          {texts.dataset.closeField}
        </ActionButton>
      </div>
      {labels.length > 0 && (
        <div className={style({ display: 'grid', gap: 4 })}>
          <FieldLabels labels={labels} />
          <LabelRules labels={labels} />
        </div>
      )}
      <UsedLabels uses={inherited} />
      {error && <ProblemNotice error={error} onRetry={retry} />}
      {!error && !(known && values.data) && <SkeletonRows />}
      {known && values.data && <Values figures={known} values={values.data} />}
    </section>
  )
}

interface ValuesProps {
  readonly figures: FieldFigures
  readonly values: FieldValues
}

function Values({ figures, values: { top, type, spread } }: ValuesProps) {
  const { rows, filled, values, distinct, isExact, isList } = figures
  const t = texts.dataset
  return (
    <>
      <dl className={tiles}>
        <FigureTile
          label={t.filled}
          value={printPercent(rows === 0 ? null : filled / rows)}
          hint={t.filledRows(printFigure(filled), printFigure(rows))}
        />
        <FigureTile
          label={t.distinct}
          value={isExact ? printFigure(distinct) : t.about(printFigure(distinct))}
          hint={isExact ? t.counted : t.estimated}
        />
        {isList && <FigureTile label={t.allValues} value={printFigure(values)} />}
        {spread && (
          <>
            <FigureTile label={t.least} value={printFieldValue(type, spread.least)} />
            <FigureTile label={t.most} value={printFieldValue(type, spread.most)} />
            <FigureTile label={t.median} value={printFieldValue(type, spread.median)} />
            <FigureTile
              label={t.mean}
              value={printFieldValue(type, type === 'number' ? rounded(spread.mean) : spread.mean)}
            />
          </>
        )}
      </dl>
      {top.length === 0 ? (
        <EmptyState title={t.noValues}>{t.noValuesHint}</EmptyState>
      ) : (
        <div className={charts}>
          <div className={style({ display: 'grid', gap: 8, minWidth: 0, alignContent: 'start' })}>
            <h4 className={heading}>{t.top(distinct > top.length)}</h4>
            <BarRows
              label={t.topOf(figures.path)}
              rowName={t.value}
              rows={top.map(({ value, count }) => ({
                key: value,
                name: printFieldValue(type, value),
                parts: [
                  {
                    id: 'count',
                    name: isList ? t.times : texts.data.rows,
                    color: categoryColor(0),
                    value: count,
                    print: t.share(printFigure(count), printPercent(count / values)),
                  },
                ],
              }))}
            />
          </div>
          {spread && <FieldHistogram path={figures.path} type={type} spread={spread} />}
        </div>
      )}
    </>
  )
}

/** A mean has more digits than anybody reads. */
const rounded = (mean: number): number => Number(mean.toPrecision(6))

const details = style({
  display: 'grid',
  gap: 16,
  minWidth: 0,
  borderTopWidth: 1,
  borderBottomWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  paddingTop: 16,
})
const tiles = style({
  display: 'grid',
  gridTemplateColumns: { default: ['1fr', '1fr'], md: ['1fr', '1fr', '1fr', '1fr'] },
  gap: 8,
  margin: 0,
})
const charts = style({
  display: 'grid',
  gridTemplateColumns: { default: ['1fr'], md: ['1fr', '1fr'] },
  gap: 24,
  minWidth: 0,
})
const heading = style({ font: 'title-sm', margin: 0 })
