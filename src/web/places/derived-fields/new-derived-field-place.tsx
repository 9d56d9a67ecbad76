import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { texts } from '../../texts/index.ts'
import { FieldPage } from './field-page.tsx'
import { emptyField, type FieldDocument, findField } from './field-document.ts'
import type { Surroundings } from './list-inputs.ts'
import { OpenView } from './open-view.tsx'
import { TemplateChooser } from './template-chooser.tsx'

/** A derived field that is not saved yet: of a template, a copy of another one, or empty. */
export function NewDerivedFieldPlace() {
  const { id = '' } = useParams({ strict: false })
  const { from } = useSearch({ strict: false }) as { readonly from?: string }
  return (
    <OpenView key={`${id} ${from ?? ''}`} id={id} title={texts.derivedFields.newTitle}>
      {({ around, dataVersion }) => (
        <NewField around={around} dataVersion={dataVersion} from={from} />
      )}
    </OpenView>
  )
}

interface NewFieldProps {
  readonly around: Surroundings
  readonly dataVersion: number | null
  readonly from: string | undefined
}

function NewField({ around, dataVersion, from }: NewFieldProps) {
  const [begun, setBegun] = useState(() => copyOf(around, from))
  return begun === undefined ? (
    <TemplateChooser
      around={around}
      onChoose={setBegun}
      onEmpty={() => setBegun(emptyField(around.view))}
    />
  ) : (
    <FieldPage around={around} dataVersion={dataVersion} initial={begun} />
  )
}

function copyOf({ view }: Surroundings, from: string | undefined): FieldDocument | undefined {
  const field = from === undefined ? undefined : findField(view, from)
  if (field === undefined) return undefined
  const { id, name = id } = field
  return { ...field, id: emptyField(view).id, name: texts.derivedFields.copied(name) }
}
