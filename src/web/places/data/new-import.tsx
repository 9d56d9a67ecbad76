import { useState } from 'react'
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts/index.ts'
import { FileDrop } from './file-drop.tsx'
import { ImportForm } from './import-form.tsx'
import { JoinForm } from './join-form.tsx'

type State =
  | { readonly step: 'drop' }
  | { readonly step: 'settings'; readonly file: File }
  | {
      readonly step: 'join'
      readonly report: ImportOutcome
      readonly personId: string | undefined
    }

/** From a dropped file to a dataset, and on to reports. */
export function NewImport() {
  const [state, setState] = useState<State>({ step: 'drop' })
  const restart = () => setState({ step: 'drop' })
  switch (state.step) {
    case 'drop':
      return (
        <Card title={texts.data.importTitle}>
          <FileDrop onFile={(file) => setState({ step: 'settings', file })} />
        </Card>
      )
    case 'settings':
      return (
        <Card title={texts.import.file(state.file.name)}>
          <ImportForm
            file={state.file}
            onDone={(report, personId) => setState({ step: 'join', report, personId })}
            onCancel={restart}
          />
        </Card>
      )
    case 'join':
      return (
        <Card title={texts.join.title(state.report.dataset)}>
          <JoinForm
            id={state.report.dataset}
            report={state.report}
            personId={state.personId}
            onCancel={restart}
          />
        </Card>
      )
    default:
      return state satisfies never
  }
}
