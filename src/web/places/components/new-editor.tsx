import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { dataViewsQuery, definitionIdsQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NameField } from '../definitions/name-field.tsx'
import { type Draft, useDraft } from '../definitions/use-draft.ts'
import { editorHead, editorPage, editorTitle } from './editor-styles.ts'
import { renewComponents } from './renew-components.ts'
import { useChosenFolder, useChosenView } from './use-chosen-view.ts'

interface Component {
  readonly kind: string
  readonly id: string
  readonly name?: string | undefined
}

interface NewEditorProps<T extends Component> {
  readonly title: string
  /** The page of such a component. */
  readonly to:
    | '/components/metric/$id'
    | '/components/date-range/$id'
    | '/components/annotation/$id'
  readonly kind: T['kind']
  /** Ids that no such component can have. */
  readonly reserved?: readonly string[]
  /** It has no name yet. */
  readonly begin: (dataView: string) => T
  /** Whether nothing is missing but, perhaps, the name. */
  readonly isWhole: (document: T) => boolean
  readonly renderForm: (draft: Draft<T>, dataView: string) => ReactNode
}

/** The page of a component that is not saved yet. */
export function NewEditor<T extends Component>(props: NewEditorProps<T>) {
  const { data: views } = useQuery(dataViewsQuery)
  const view = useChosenView()
  return (
    <div className={editorPage}>
      <PlaceHeader
        title={props.title}
        parents={[{ label: texts.saved.title, to: '/components' }]}
      />
      <h1 className={editorTitle}>{props.title}</h1>
      {view !== undefined && <Editor key={view} {...props} view={view} />}
      {view === undefined && (views === undefined ? <SkeletonRows /> : <NoView />)}
    </div>
  )
}

const NoView = () => (
  <EmptyState title={texts.saved.noDataView}>
    {texts.saved.noDataViewHint}{' '}
    <Link to="/data" className={style({ color: 'neutral' })}>
      {texts.saved.toData}
    </Link>
  </EmptyState>
)

interface EditorProps<T extends Component> extends NewEditorProps<T> {
  readonly view: string
}

function Editor<T extends Component>(props: EditorProps<T>) {
  const { kind, to, reserved = [], begin, isWhole, renderForm, view } = props
  const { data: ids = [] } = useQuery(definitionIdsQuery(kind))
  const folder = useChosenFolder()
  const [saved] = useState(() => ({
    document: { ...begin(view), ...(folder !== undefined && { folder }) },
    version: 0,
  }))
  const client = useQueryClient()
  const navigate = useNavigate()
  const draft = useDraft<T>(saved)
  const { document, save, isSaving, error } = draft
  const make = async () => {
    if (!(await save())) return
    renewComponents(client)
    await navigate({ to, params: { id: document.id }, search: { view } })
  }
  return (
    <form
      className={style({ display: 'grid', gap: 16, minWidth: 0 })}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div className={editorHead}>
        <NameField
          name={document.name ?? ''}
          taken={[...reserved, ...ids]}
          onChange={(named) => draft.change(named as Partial<T>)}
        />
        <Button
          type="submit"
          size="S"
          variant="accent"
          isDisabled={document.id === '' || !isWhole(document)}
          isPending={isSaving}
        >
          {texts.definition.create}
        </Button>
      </div>
      {error && <ProblemNotice error={error} level={2} />}
      {renderForm(draft, view)}
    </form>
  )
}
