import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { texts } from '../texts/index.ts'
import type { PanelContext } from '../visualizations/index.ts'
import type { AnnotationForm } from './annotation-form.ts'
import { AnnotationScope, AnnotationWhen } from './annotation-scope.tsx'

const t = texts.annotation

interface AnnotationFieldsProps {
  readonly form: AnnotationForm
  readonly onChange: (form: AnnotationForm) => void
  readonly components: PanelContext
  readonly error: Error | null
  readonly isSaving: boolean
  /** Null while there is nothing to save, or to delete. */
  readonly onSave: (() => void) | null
  readonly onRemove: (() => void) | null
  readonly onCancel: () => void
}

export function AnnotationFields(props: AnnotationFieldsProps) {
  const { form, onChange, components: context, error, onSave } = props
  const change = (part: Partial<AnnotationForm>) => onChange({ ...form, ...part })
  return (
    <form
      className={fields}
      onSubmit={(event) => {
        event.preventDefault()
        onSave?.()
      }}
    >
      {props.onRemove === null && <p className={hint}>{t.hint}</p>}
      <TextField
        label={t.name}
        size="S"
        value={form.name}
        onChange={(name) => change({ name })}
        maxLength={500}
        autoFocus
      />
      <TextArea
        label={t.description}
        size="S"
        value={form.description}
        onChange={(description) => change({ description })}
      />
      <AnnotationWhen form={form} onChange={onChange} />
      <AnnotationScope form={form} onChange={onChange} components={context.components} />
      <div className={row}>
        <TextField
          label={t.tags}
          size="S"
          styles={style({ width: 240 })}
          value={form.tags}
          onChange={(tags) => change({ tags })}
        />
        <TextField
          label={t.owner}
          size="S"
          value={form.owner}
          onChange={(owner) => change({ owner })}
          maxLength={255}
        />
      </div>
      {error !== null && <ProblemNotice error={error} />}
      <Buttons {...props} />
    </form>
  )
}

function Buttons({ isSaving, onSave, onRemove, onCancel }: AnnotationFieldsProps) {
  const [isAsked, setAsked] = useState(false)
  return (
    <div className={buttons}>
      {onRemove !== null && (
        <Button
          size="S"
          variant={isAsked ? 'negative' : 'secondary'}
          isDisabled={isSaving}
          onPress={() => (isAsked ? onRemove() : setAsked(true))}
        >
          {isAsked ? t.removeForAll : t.remove}
        </Button>
      )}
      <span className={style({ flexGrow: 1 })} />
      <Button size="S" variant="secondary" onPress={onCancel}>
        {t.cancel}
      </Button>
      <Button
        size="S"
        variant="accent"
        type="submit"
        isPending={isSaving}
        isDisabled={onSave === null}
      >
        {onRemove === null ? t.create : t.save}
      </Button>
    </div>
  )
}

const fields = style({ display: 'grid', gap: 12 })
const row = style({ display: 'flex', flexWrap: 'wrap', gap: 12 })
const hint = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const buttons = style({ display: 'flex', flexWrap: 'wrap', gap: 8 })
