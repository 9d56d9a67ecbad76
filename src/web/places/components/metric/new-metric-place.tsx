import { texts } from '../../../texts/index.ts'
import { NewEditor } from '../new-editor.tsx'
import type { MetricDocument } from './metric-document.ts'
import { MetricForm } from './metric-form.tsx'

/** A calculated metric that is not saved yet. */
export const NewMetricPlace = () => (
  <NewEditor
    kind="calculated-metric"
    title={texts.metric.newTitle}
    to="/components/metric/$id"
    begin={begin}
    isWhole={({ formula }) => formula !== ''}
    renderForm={({ document, change }, view) => (
      <MetricForm document={document} saved="" view={view} onChange={change} />
    )}
  />
)

const begin = (dataView: string): MetricDocument => ({
  kind: 'calculated-metric',
  id: '',
  dataView,
  formula: '',
})
