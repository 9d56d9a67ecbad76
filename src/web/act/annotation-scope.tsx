import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { DatePicker } from '@react-spectrum/s2/DatePicker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { toCalendarDate, toCalendarDateTime } from '@internationalized/date'
import type { ComponentList } from '../../model/answers/data-views.ts'
import { dimensionGroups, metricGroups } from '../components/component-groups.ts'
import { SegmentPicker } from '../components/segment-picker.tsx'
import { texts } from '../texts/index.ts'
import { ComponentsField } from '../visualizations/fields/components-field.tsx'
import { type AnnotationForm, hasTime } from './annotation-form.ts'
import { ColorField } from './color-field.tsx'

const t = texts.annotation

interface AnnotationPartProps {
  readonly form: AnnotationForm
  readonly onChange: (form: AnnotationForm) => void
}

interface AnnotationScopeProps extends AnnotationPartProps {
  readonly components: ComponentList
}

/** Beside which numbers an annotation is shown. */
export function AnnotationScope({ form, onChange, components }: AnnotationScopeProps) {
  const change = (part: Partial<AnnotationForm>) => onChange({ ...form, ...part })
  return (
    <>
      <ComponentsField
        label={t.components}
        placeholder={t.addComponent}
        groups={[...metricGroups(components), ...dimensionGroups(components)]}
        context={{ components }}
        value={form.components}
        onChange={(ids) => change({ components: ids })}
        most={100}
        least={0}
      />
      <SegmentPicker
        label={t.segments}
        components={components}
        value={form.segments}
        onChange={(segments) => change({ segments })}
      />
      <Checkbox size="S" isSelected={form.isOfAll} onChange={(isOfAll) => change({ isOfAll })}>
        {t.everywhere}
      </Checkbox>
    </>
  )
}

/** When it happened, in days or to the minute, and its colour. */
export function AnnotationWhen({ form, onChange }: AnnotationPartProps) {
  const isTimed = hasTime(form.start)
  const common = {
    size: 'S',
    granularity: isTimed ? 'minute' : 'day',
    hideTimeZone: true,
  } as const
  return (
    <>
      <div className={row}>
        <DatePicker
          {...common}
          label={isTimed ? t.start : t.day}
          value={form.start}
          onChange={(start) => onChange({ ...form, start: start as AnnotationForm['start'] })}
        />
        <DatePicker
          {...common}
          label={isTimed ? t.end : t.lastDay}
          value={form.end}
          {...(form.start !== null && { minValue: form.start })}
          onChange={(end) => onChange({ ...form, end: end as AnnotationForm['end'] })}
        />
      </div>
      <Checkbox
        size="S"
        isSelected={isTimed}
        isDisabled={form.start === null}
        onChange={(timed) => onChange(withTimes(form, timed))}
      >
        {t.timed}
      </Checkbox>
      <ColorField value={form.color} onChange={(color) => onChange({ ...form, color })} />
    </>
  )
}

/** The same in days, or from midnight on. */
function withTimes(form: AnnotationForm, isTimed: boolean): AnnotationForm {
  const convert = isTimed ? toCalendarDateTime : toCalendarDate
  const as = (date: AnnotationForm['start']) => date && convert(date)
  return { ...form, start: as(form.start), end: as(form.end) }
}

const row = style({ display: 'flex', flexWrap: 'wrap', gap: 12 })
