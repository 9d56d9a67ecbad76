import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { changesOf, readForm } from '../../../act/annotation-form.ts'
import { AnnotationScope, AnnotationWhen } from '../../../act/annotation-scope.tsx'
import { type AnnotationDocument, componentsQuery, dataViewsQuery } from '../../../api/index.ts'
import { Card } from '../../../components/card.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { HelpButton } from '../../../help/help-button.tsx'
import { texts } from '../../../texts/index.ts'
import { AboutFields } from '../about-fields.tsx'
import { editorColumn, editorColumns } from '../editor-styles.ts'

interface AnnotationFormProps {
  readonly document: AnnotationDocument
  readonly view: string
  readonly onChange: (change: Partial<AnnotationDocument>) => void
  /** Whether the name is among the fields. */
  readonly isNamed?: boolean
}

/** When something happened, what it was, and beside which numbers it is told. */
export function AnnotationForm({ document, view, onChange, isNamed = false }: AnnotationFormProps) {
  const { data: views } = useQuery(dataViewsQuery)
  const { data: components, error } = useQuery(componentsQuery(view))
  const dataView = views?.find(({ id }) => id === view)
  if (error) return <ProblemNotice error={error} />
  if (dataView === undefined || components === undefined) return <SkeletonRows />
  const form = readForm(document, dataView.timeZone ?? 'UTC')
  const change = (next: typeof form) => onChange(changesOf(document, form, next, view))
  return (
    <div className={editorColumns}>
      <div className={editorColumn}>
        <Card title={texts.annotation.when} actions={<HelpButton page="dates" />}>
          <AnnotationWhen form={form} onChange={change} />
        </Card>
        <Card title={texts.annotation.scope}>
          <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
            {texts.annotation.scopeHint}
          </p>
          <AnnotationScope form={form} onChange={change} components={components} />
        </Card>
      </div>
      <Card title={texts.annotation.about}>
        <AboutFields document={document} onChange={onChange} isNamed={isNamed} />
      </Card>
    </div>
  )
}
