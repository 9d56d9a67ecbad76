import { texts } from '../../../texts/index.ts'
import { SavedEditor } from '../saved-editor.tsx'
import { useChosenView } from '../use-chosen-view.ts'
import type { RangeDocument } from './range-document.ts'
import { RangeForm } from './range-form.tsx'

/** A saved date range. */
export function RangePlace() {
  const view = useChosenView()
  return (
    <SavedEditor<RangeDocument>
      kind="date-range"
      title={texts.range.title}
      renderForm={({ document, change }) => (
        <RangeForm document={document} view={view} onChange={change} isNamed />
      )}
    />
  )
}
