import { texts } from '../../../texts/index.ts'
import { SavedEditor } from '../saved-editor.tsx'
import { useChosenView } from '../use-chosen-view.ts'
import type { MetricDocument } from './metric-document.ts'
import { MetricForm } from './metric-form.tsx'

/** A saved calculated metric. */
export function MetricPlace() {
  const chosen = useChosenView()
  return (
    <SavedEditor<MetricDocument>
      kind="calculated-metric"
      title={texts.metric.title}
      renderForm={({ document, change }, saved) => (
        <MetricForm
          document={document}
          saved={saved.formula}
          view={document.dataView ?? chosen}
          onChange={change}
          isNamed
        />
      )}
    />
  )
}
