import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { texts } from '../../texts/index.ts'
import { DraftConflictNotice } from './draft-conflict.tsx'
import { SaveButtons } from './save-buttons.tsx'
import type { Draft } from './use-draft.ts'

/** What became of an action: a sentence, or what went wrong. */
export type Outcome = string | Error | null

interface DefinitionHeadProps<T> {
  readonly draft: Draft<T>
  /** What it is one of, for the palette. */
  readonly group: string
  /** How it is. */
  readonly standing?: ReactNode
  /** Buttons behind those that save it. */
  readonly actions?: ReactNode
  readonly outcome: Outcome
  /** Whether nothing is missing that it cannot be saved without. */
  readonly isFinished?: boolean
}

/** The head of a page that edits a definition: its name, how it is, whether it is saved, what went wrong. */
export function DefinitionHead<
  T extends { readonly id: string; readonly name?: string | undefined },
>(props: DefinitionHeadProps<T>) {
  const { draft, group, standing, actions, outcome, isFinished = true } = props
  const { document, change, error } = draft
  return (
    <div className={style({ display: 'grid', gap: 12 })}>
      <div className={row}>
        <h1 className={style({ font: 'heading', margin: 0, minWidth: 0 })}>
          <TitleField
            label={texts.definition.name}
            value={document.name ?? document.id}
            placeholder={document.id}
            size="L"
            onChange={(next) => change({ name: next || undefined } as Partial<T>)}
          />
        </h1>
        <span className={standingStyle}>{standing}</span>
        <SaveButtons draft={draft} group={group} isFinished={isFinished} />
        {actions}
      </div>
      <DraftConflictNotice {...draft} />
      {error && <ProblemNotice level={2} error={error} />}
      {outcome instanceof Error && <ProblemNotice level={2} error={outcome} />}
      <div role="status" className={style({ font: 'ui' })}>
        {typeof outcome === 'string' ? outcome : ''}
      </div>
    </div>
  )
}

const row = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
const standingStyle = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  font: 'ui-sm',
  color: 'neutral-subdued',
  flexGrow: 1,
})
