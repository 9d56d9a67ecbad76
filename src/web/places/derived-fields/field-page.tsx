import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useNavigate } from '@tanstack/react-router'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { HelpButton } from '../../help/help-button.tsx'
import { texts } from '../../texts/index.ts'
import { LeaveGuard } from '../components/builder/leave-guard.tsx'
import { ConflictNotice } from '../definitions/draft-conflict.tsx'
import { page } from '../definitions/page-styles.ts'
import { BackLink } from './back-link.tsx'
import { AboutField } from './about-field.tsx'
import { CardList } from './card-list.tsx'
import { ComponentsCard } from './components-card.tsx'
import { FieldActions } from './field-actions.tsx'
import type { FieldDocument } from './field-document.ts'
import type { Surroundings } from './list-inputs.ts'
import { useFieldDraft } from './use-field-draft.ts'
import { useTriedRules } from './use-tried-rules.ts'
import { readRulePath, RequestError } from '../../api/index.ts'

interface FieldPageProps {
  readonly around: Surroundings
  readonly dataVersion: number | null
  readonly initial: FieldDocument
  /** As it is saved; undefined while it is not. */
  readonly saved?: FieldDocument
}

/** A derived field: what it is called, its cards with what they do, and where reports see it. */
export function FieldPage({ around, dataVersion, initial, saved }: FieldPageProps) {
  const { view } = around
  const draft = useFieldDraft(view.id, initial, saved)
  const { field, change } = draft
  const { tried, error, isStale } = useTriedRules(view.id, field, dataVersion)
  const navigate = useNavigate()
  const title = field.name || (saved === undefined ? texts.derivedFields.newTitle : field.id)
  const save = async () => {
    const id = await draft.save()
    if (id === undefined) return
    ToastQueue.positive(texts.derivedFields.saved(title), { timeout: 5000 })
    if (saved !== undefined) return
    const params = { id: view.id, fieldId: id }
    const to = '/data/data-views/$id/derived-fields/$fieldId'
    void navigate({ to, params, replace: true, ignoreBlocker: true })
  }
  return (
    <div className={page}>
      <PlaceHeader
        title={title}
        parents={[{ label: texts.data.title, to: '/data' }]}
        actions={<FieldActions view={view} draft={draft} onSave={() => void save()} />}
      />
      <LeaveGuard isDirty={draft.isDirty} />
      <BackLink view={view} />
      <AboutField field={field} onChange={change} />
      <Conflict draft={draft} />
      {draft.error !== null && draft.conflict === null && (
        <ProblemNotice error={draft.error} level={2} />
      )}
      {error !== null && <ProblemNotice error={error} level={2} />}
      <div className={style({ display: 'flex', alignItems: 'center', gap: 4 })}>
        <h2 className={style({ font: 'title', margin: 0 })}>{texts.derivedFields.cards}</h2>
        <HelpButton page="derived-fields" />
      </div>
      <CardList
        around={around}
        field={field}
        tried={withSaveProblem(tried, draft.error)}
        isStale={isStale}
        onChange={(rules, isStep) => change({ rules }, isStep)}
      />
      <Card title={texts.derivedFields.components}>
        <ComponentsCard view={view} saved={draft.base} isDirty={draft.isDirty} />
      </Card>
    </div>
  )
}

type Tried = ReturnType<typeof useTriedRules>['tried']

/** What was not saved is told at its card, too. */
function withSaveProblem(tried: Tried, error: Error | null): Tried {
  if (!(error instanceof RequestError) || readRulePath(error.problem.path) === undefined)
    return tried
  const { preview = null, problems = [] } = tried ?? {}
  return problems.length > 0 ? tried : { preview, problems: [error.problem] }
}

function Conflict({ draft }: { readonly draft: ReturnType<typeof useFieldDraft> }) {
  const { conflict } = draft
  if (conflict === null) return null
  if (conflict.theirs === undefined) {
    return <ProblemNotice error={new Error(texts.derivedFields.gone)} level={2} />
  }
  return (
    <ConflictNotice
      fields={[texts.derivedFields.conflict]}
      keepMine={() => void draft.keepMine()}
      takeTheirs={draft.takeTheirs}
    />
  )
}
