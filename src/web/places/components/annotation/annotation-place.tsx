import type { AnnotationDocument } from '../../../api/index.ts'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import { SavedEditor } from '../saved-editor.tsx'
import { useChosenView } from '../use-chosen-view.ts'
import { AnnotationForm } from './annotation-form.tsx'

/** A saved annotation. */
export function AnnotationPlace() {
  const chosen = useChosenView()
  return (
    <SavedEditor<AnnotationDocument>
      kind="annotation"
      title={texts.annotation.change}
      renderForm={({ document, change }) => {
        const view = document.dataView ?? chosen
        if (view === undefined) return <SkeletonRows />
        return <AnnotationForm document={document} view={view} onChange={change} isNamed />
      }}
    />
  )
}
