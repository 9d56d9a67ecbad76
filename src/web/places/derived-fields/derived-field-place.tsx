import { useParams } from '@tanstack/react-router'
import { EmptyState } from '../../components/empty-state.tsx'
import { texts } from '../../texts/index.ts'
import { FieldPage } from './field-page.tsx'
import { findField } from './field-document.ts'
import { OpenView } from './open-view.tsx'

/** A derived field that is saved. */
export function DerivedFieldPlace() {
  const { id = '', fieldId = '' } = useParams({ strict: false })
  return (
    <OpenView key={`${id} ${fieldId}`} id={id} title={fieldId}>
      {({ around, dataVersion }) => {
        const saved = findField(around.view, fieldId)
        return saved === undefined ? (
          <EmptyState title={texts.derivedFields.unknown(fieldId)}>
            {texts.derivedFields.unknownHint}
          </EmptyState>
        ) : (
          <FieldPage around={around} dataVersion={dataVersion} initial={saved} saved={saved} />
        )
      }}
    </OpenView>
  )
}
