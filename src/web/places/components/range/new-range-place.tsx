import { dateRangePresets } from '../../../../model/date-range-presets.ts'
import { texts } from '../../../texts/index.ts'
import { NewEditor } from '../new-editor.tsx'
import type { RangeDocument } from './range-document.ts'
import { RangeForm } from './range-form.tsx'

/** A date range that is not saved yet. */
export const NewRangePlace = () => (
  <NewEditor
    kind="date-range"
    title={texts.range.newTitle}
    to="/components/date-range/$id"
    reserved={Object.keys(dateRangePresets)}
    begin={begin}
    isWhole={() => true}
    renderForm={({ document, change }, view) => (
      <RangeForm document={document} view={view} onChange={change} />
    )}
  />
)

/** The days of this month until today. */
const begin = (): RangeDocument => ({
  kind: 'date-range',
  id: '',
  start: { startOf: 'month' },
  end: { endOf: 'day' },
})
