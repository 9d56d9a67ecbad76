import { NumberField } from '@react-spectrum/s2/NumberField'
import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { formulaTextQuery } from '../../../api/index.ts'
import { Card } from '../../../components/card.tsx'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { Controls } from '../../../components/controls.tsx'
import { UsedLabels } from '../../../components/field-uses.tsx'
import { HelpButton } from '../../../help/help-button.tsx'
import { texts } from '../../../texts/index.ts'
import { AboutFields } from '../about-fields.tsx'
import { editorColumn, editorColumns } from '../editor-styles.ts'
import { FormulaEditor } from './formula-editor.tsx'
import { type MetricDocument, withType } from './metric-document.ts'
import { MetricPreview } from './metric-preview.tsx'
import { useFormula } from './use-formula.ts'

interface MetricFormProps {
  readonly document: MetricDocument
  /** The formula as it is saved: as long as its text is the same, it stays as it was written. */
  readonly saved: MetricDocument['formula']
  readonly view: string | undefined
  readonly onChange: (change: Partial<MetricDocument>) => void
  /** Whether the name is among the fields. */
  readonly isNamed?: boolean
}

/** What a calculated metric is made of and how it looks, with its figures by day. */
export function MetricForm({ document, saved, view, onChange, isNamed = false }: MetricFormProps) {
  const isText = typeof document.formula === 'string'
  const { data: printed } = useQuery({
    ...formulaTextQuery(saved),
    enabled: typeof saved !== 'string',
  })
  const text = isText ? String(document.formula) : (printed ?? '')
  const formula = useFormula(text, view)
  return (
    <div className={editorColumns}>
      <div className={editorColumn}>
        <Card title={texts.metric.definition} actions={<HelpButton page="calculated-metrics" />}>
          <FormulaEditor
            formula={formula}
            isReadOnly={!isText && printed === undefined}
            onChange={(next) => onChange({ formula: next === printed ? saved : next })}
          />
          <UsedLabels uses={formula.labels} {...(view !== undefined && { dataView: view })} />
          <FormatFields document={document} onChange={onChange} />
        </Card>
        <Card title={texts.metric.about}>
          <AboutFields document={document} onChange={onChange} isNamed={isNamed} />
        </Card>
      </div>
      <MetricPreview formula={formula} document={document} />
    </div>
  )
}

type FieldsProps = Pick<MetricFormProps, 'document' | 'onChange'>

function FormatFields({ document: { format }, onChange }: FieldsProps) {
  const change = (next: MetricDocument['format']) => onChange({ format: next })
  return (
    <Controls>
      <ChoicePicker
        label={texts.metric.format}
        value={format?.type ?? 'plain'}
        choices={texts.metric.formats}
        onChange={(type) => change(withType(format, type))}
      />
      {format !== undefined && format.type !== 'time' && (
        <NumberField
          label={texts.metric.decimals}
          size="S"
          minValue={0}
          maxValue={10}
          value={format.decimals ?? Number.NaN}
          onChange={(decimals) => {
            const { decimals: _, ...rest } = format
            change(Number.isFinite(decimals) ? { ...rest, decimals } : rest)
          }}
          styles={style({ width: 96 })}
        />
      )}
      {format?.type === 'currency' && (
        <TextField
          label={texts.metric.currency}
          size="S"
          maxLength={3}
          value={format.currency ?? ''}
          onChange={(currency) => change({ ...format, currency: currency.toUpperCase() })}
          styles={style({ width: 96 })}
        />
      )}
      {format !== undefined && (
        <ChoicePicker
          label={texts.metric.upIs}
          value={format.upIs ?? 'good'}
          choices={texts.metric.polarities}
          onChange={(upIs) => {
            const { upIs: _, ...rest } = format
            change(upIs === 'good' ? rest : { ...rest, upIs })
          }}
        />
      )}
    </Controls>
  )
}
