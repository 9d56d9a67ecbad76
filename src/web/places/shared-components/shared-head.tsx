import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DataViewDocument, SharedComponentDocument } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { renewComponents } from '../components/renew-components.ts'
import { DraftConflictNotice } from '../definitions/draft-conflict.tsx'
import { MoreMenu } from '../definitions/more-menu.tsx'
import { SaveButtons } from '../definitions/save-buttons.tsx'
import type { Draft } from '../definitions/use-draft.ts'
import { sharedName } from './shared-document.ts'

interface SharedHeadProps {
  readonly draft: Draft<SharedComponentDocument>
  readonly users: readonly DataViewDocument[]
}

const t = texts.sharedComponents

/** What it is called, how many data views use it, and what can be done with it. */
export function SharedHead({ draft, users }: SharedHeadProps) {
  const { document, version, discard, error } = draft
  const { kind, id } = document
  const [failure, setFailure] = useState<Error | null>(null)
  const client = useQueryClient()
  const navigate = useNavigate()
  const save = async () => {
    const isSaved = await draft.save()
    if (isSaved) renewComponents(client)
    return isSaved
  }
  return (
    <div className={style({ display: 'grid', gap: 12 })}>
      <div className={row}>
        <h1 className={style({ font: 'heading', margin: 0, overflowWrap: 'anywhere' })}>
          {sharedName(document)}
        </h1>
        <span className={standing}>{t.standing(users.length)}</span>
        <SaveButtons draft={{ ...draft, save }} group={t.one} />
        <MoreMenu
          of={{ kind, id, version, name: sharedName(document) }}
          others={[
            {
              id: 'copy',
              label: t.copy,
              run: () => void navigate({ to: '/new-shared-component', search: { copy: id } }),
            },
          ]}
          follows={t.deleteText}
          onDeleted={() => {
            discard()
            void navigate({ to: '/components/shared', search: {} })
          }}
          onFailed={setFailure}
        />
      </div>
      <DraftConflictNotice {...draft} />
      {error && <ProblemNotice level={2} error={error} />}
      {failure && <ProblemNotice level={2} error={failure} />}
    </div>
  )
}

const row = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
const standing = style({ font: 'ui-sm', color: 'neutral-subdued', flexGrow: 1 })
