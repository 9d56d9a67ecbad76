import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { definitionIdsQuery, type IdentitySpaceDocument } from '../../../api/index.ts'
import { PlaceHeader } from '../../../app/place-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { texts } from '../../../texts/index.ts'
import { NameField } from '../../definitions/name-field.tsx'
import { page } from '../../definitions/page-styles.ts'
import { useDraft } from '../../definitions/use-draft.ts'
import { RulesForm } from './rules-form.tsx'

const begun: IdentitySpaceDocument = {
  kind: 'identity-space',
  id: '',
  namespaces: [],
  blocked: [{ preset: 'placeholders' }],
}

/** An identity space that is not there yet. */
export function NewSpacePlace() {
  const navigate = useNavigate()
  const [saved] = useState({ document: begun, version: 0 })
  const { document, change, save, isSaving, error } = useDraft<IdentitySpaceDocument>(saved)
  const { data: taken = [] } = useQuery(definitionIdsQuery('identity-space'))
  const t = texts.identityRules
  const make = async () => {
    if (!(await save())) return
    await navigate({ to: '/identity/$space', params: { space: document.id }, search: {} })
  }
  return (
    <div className={page}>
      <PlaceHeader title={t.new} parents={[{ label: texts.identity.title, to: '/identity' }]} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{t.new}</h1>
      <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0, maxWidth: 640 })}>
        {t.newHint}
      </p>
      <div className={head}>
        <NameField name={document.name ?? ''} taken={taken} onChange={change} />
        <Button
          size="S"
          variant="accent"
          isDisabled={document.id === '' || document.namespaces.length === 0}
          isPending={isSaving}
          onPress={() => void make()}
        >
          {texts.definition.create}
        </Button>
      </div>
      {error && <ProblemNotice level={2} error={error} />}
      <RulesForm document={document} change={change} />
    </div>
  )
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: 12 })
