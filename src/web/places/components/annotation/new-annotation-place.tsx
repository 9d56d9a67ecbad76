import { getLocalTimeZone, today } from '@internationalized/date'
import type { AnnotationDocument } from '../../../api/index.ts'
import { texts } from '../../../texts/index.ts'
import { NewEditor } from '../new-editor.tsx'
import { AnnotationForm } from './annotation-form.tsx'

/** An annotation that is not saved yet. */
export const NewAnnotationPlace = () => (
  <NewEditor
    kind="annotation"
    title={texts.annotation.newTitle}
    to="/components/annotation/$id"
    begin={begin}
    isWhole={() => true}
    renderForm={({ document, change }, view) => (
      <AnnotationForm document={document} view={view} onChange={change} />
    )}
  />
)

const begin = (dataView: string): AnnotationDocument => ({
  kind: 'annotation',
  id: '',
  dataView,
  start: today(getLocalTimeZone()).toString(),
})
