import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { MenuItem } from '@react-spectrum/s2/Menu'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Versioned, versionedQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { DeleteDialog } from '../definitions/delete-dialog.tsx'
import { DraftConflictNotice } from '../definitions/draft-conflict.tsx'
import { SaveButtons } from '../definitions/save-buttons.tsx'
import { type Draft, useDraft } from '../definitions/use-draft.ts'
import { editorHead, editorPage, editorTitle } from './editor-styles.ts'
import { renewComponents } from './renew-components.ts'
import { UsedByCard } from './used-by-card.tsx'

interface Component {
  readonly kind: string
  readonly id: string
  readonly name?: string | undefined
}

interface SavedEditorProps<T extends Component> {
  readonly kind: T['kind']
  /** What such a component is called. */
  readonly title: string
  readonly renderForm: (draft: Draft<T>, saved: T) => ReactNode
}

/** The page of a saved component: its draft, its buttons, and what uses it. */
export function SavedEditor<T extends Component>(props: SavedEditorProps<T>) {
  const { id = '' } = useParams({ strict: false })
  const { data: saved, error, refetch } = useQuery(versionedQuery<T>(props.kind, id))
  return (
    <div className={editorPage}>
      <PlaceHeader
        title={saved?.document.name ?? id}
        parents={[{ label: texts.saved.title, to: '/components' }]}
      />
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && !saved && <SkeletonRows />}
      {saved && !error && <Editor key={id} {...props} saved={saved} />}
    </div>
  )
}

interface EditorProps<T extends Component> extends SavedEditorProps<T> {
  readonly saved: Versioned<T>
}

function Editor<T extends Component>({ kind, title, renderForm, saved }: EditorProps<T>) {
  const client = useQueryClient()
  const draft = useDraft(saved)
  const [failure, setFailure] = useState<Error | null>(null)
  const { document, error } = draft
  const save = async () => {
    const isSaved = await draft.save()
    renewComponents(client)
    return isSaved
  }
  return (
    <>
      <div className={editorHead}>
        <h1 className={editorTitle}>{document.name ?? document.id}</h1>
        <SaveButtons draft={{ ...draft, save }} group={title} />
        <MoreMenu
          of={{ ...document, version: draft.version }}
          onFailed={setFailure}
          draft={draft}
        />
      </div>
      <DraftConflictNotice {...draft} />
      {error && <ProblemNotice error={error} level={2} />}
      {failure && <ProblemNotice error={failure} level={2} />}
      {renderForm(draft, saved.document)}
      <UsedByCard kind={kind} id={document.id} />
    </>
  )
}

interface MoreMenuProps {
  readonly of: Component & { readonly version: number }
  readonly draft: { readonly discard: () => void }
  readonly onFailed: (error: Error) => void
}

function MoreMenu({ of, draft, onFailed }: MoreMenuProps) {
  const [isAsking, setAsking] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  return (
    <>
      <ActionMenu size="S" aria-label={texts.definition.more} onAction={() => setAsking(true)}>
        <MenuItem id="delete">{texts.definition.delete}</MenuItem>
      </ActionMenu>
      <DialogContainer onDismiss={() => setAsking(false)}>
        {isAsking && (
          <DeleteDialog
            of={of}
            follows={texts.saved.deleteText}
            onDeleted={() => {
              draft.discard()
              renewComponents(client)
              void navigate({ to: '/components' })
            }}
            onFailed={onFailed}
          />
        )}
      </DialogContainer>
    </>
  )
}
