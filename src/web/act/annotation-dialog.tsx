import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type AnnotationDocument,
  annotationDefinitionsQuery,
  putAnnotation,
  removeAnnotation,
} from '../api/index.ts'
import { Sheet } from '../app/sheet.tsx'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { texts } from '../texts/index.ts'
import type { PanelContext } from '../visualizations/index.ts'
import { AnnotationFields } from './annotation-fields.tsx'
import { freeAnnotationId, newForm, readForm, writeForm } from './annotation-form.ts'

const t = texts.annotation

/** What is annotated: an interval of time, or an annotation that is there, to be changed. */
export type Annotated = { readonly interval: string } | { readonly id: string }

interface AnnotationDialogProps {
  readonly of: Annotated
  readonly context: PanelContext
  readonly onClose: () => void
}

/** Notes what happened, or changes what was noted. */
export function AnnotationDialog({ of, context, onClose }: AnnotationDialogProps) {
  const title = 'id' in of ? t.change : t.title
  const all = useQuery(annotationDefinitionsQuery)
  const known = 'id' in of ? all.data?.find(({ id }) => id === of.id) : undefined
  const isThere = all.data !== undefined && !all.isFetching
  return (
    <Sheet label={title} isOpen onOpenChange={onClose}>
      {() => (
        <div className={sheet}>
          <h2 className={style({ font: 'title', margin: 0 })}>{title}</h2>
          {all.error !== null && <ProblemNotice error={all.error} />}
          {!isThere && all.error === null && <SkeletonRows />}
          {isThere && (
            <Form
              of={of}
              known={known ?? null}
              taken={all.data.map(({ id }) => id)}
              context={context}
              onClose={onClose}
            />
          )}
        </div>
      )}
    </Sheet>
  )
}

interface FormProps extends AnnotationDialogProps {
  readonly known: (AnnotationDocument & { readonly version: number }) | null
  readonly taken: readonly string[]
}

function Form({ of, known, taken, context, onClose }: FormProps) {
  const { dataView, timeZone } = context
  const [form, setForm] = useState(() =>
    known === null ? newForm('interval' in of ? of.interval : '') : readForm(known, timeZone),
  )
  const client = useQueryClient()
  const done = async (said: string) => {
    await client.invalidateQueries({ queryKey: ['annotations'] })
    ToastQueue.positive(said, { timeout: 5000 })
    onClose()
  }
  const save = useMutation({
    mutationFn: (made: AnnotationDocument) => putAnnotation(made, known?.version ?? null),
    onSuccess: ({ name = '' }) => done(known === null ? t.made(name) : t.saved(name)),
  })
  const remove = useMutation({
    mutationFn: removeAnnotation,
    onSuccess: () => done(t.removed(form.name)),
  })
  const id = known?.id ?? freeAnnotationId(form.name, taken)
  const made = writeForm(form, id, known?.dataView ?? dataView)
  return (
    <AnnotationFields
      form={form}
      onChange={setForm}
      components={context}
      error={save.error ?? remove.error}
      isSaving={save.isPending || remove.isPending}
      onSave={made === null ? null : () => save.mutate(made)}
      onRemove={known === null ? null : () => remove.mutate(known.id)}
      onCancel={onClose}
    />
  )
}

const sheet = style({ display: 'grid', gap: 12, padding: 20 })
