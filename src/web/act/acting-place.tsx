import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { MarkPlace, PanelContext } from '../visualizations/index.ts'
import { type ActedMark, type Acting, ActingContext, type SideView } from './acting.ts'
import type { Annotated } from './annotation-dialog.tsx'
import { MarkMenu } from './mark-menu.tsx'
import type { SavedKind } from './save-dialog.tsx'

const ActSide = lazy(async () => ({ default: (await import('./act-side.tsx')).ActSide }))
const AnnotationDialog = lazy(async () => ({
  default: (await import('./annotation-dialog.tsx')).AnnotationDialog,
}))
const SaveDialog = lazy(async () => ({ default: (await import('./save-dialog.tsx')).SaveDialog }))

interface Side {
  readonly acted: ActedMark
  readonly view: SideView
}

/** What is annotated, where, in which panel. */
interface Annotating {
  readonly of: Annotated
  readonly at: MarkPlace
  /** The drawing that it is in: an annotation that is deleted leaves its focus to it. */
  readonly drawing: Element | null
  readonly context: PanelContext
}

/** Where marks can be acted on: their menu, what is told of them at the right side, and what is made of them. */
export function ActingPlace({ children }: { readonly children: ReactNode }) {
  const navigate = useNavigate()
  const [menu, setMenu] = useState<ActedMark | null>(null)
  const [side, setSide] = useState<Side | null>(null)
  const [saving, setSaving] = useState<{ acted: ActedMark; kind: SavedKind } | null>(null)
  const [annotating, setAnnotating] = useState<Annotating | null>(null)
  const left = useRef<Annotating | null>(null)
  useEffect(() => {
    if (annotating !== null || left.current === null) return
    focusBack(left.current)
    left.current = null
  }, [annotating])
  const acting = useMemo(
    (): Acting => ({
      openMenu: setMenu,
      show: (acted, view) => setSide({ acted, view }),
      openAnnotation: (id, at, context) => setAnnotating(annotate({ id }, at, context)),
    }),
    [],
  )
  return (
    <ActingContext value={acting}>
      {children}
      {menu !== null && (
        <MarkMenu
          acted={menu}
          onClose={() => setMenu(null)}
          onShow={(view) => setSide({ acted: menu, view })}
          onAlert={(from) => void navigate({ to: '/new-alert', search: { from } })}
          onSave={(kind) => setSaving({ acted: menu, kind })}
          onAnnotate={(interval) => {
            const { at, panel } = menu
            setAnnotating(annotate({ interval }, at, panel.context))
          }}
        />
      )}
      <Suspense>
        {side !== null && (
          <ActSide
            {...side}
            onView={(view) => setSide({ ...side, view })}
            onClose={() => {
              setSide(null)
              focusOn(side.acted.at)
            }}
          />
        )}
        {saving !== null && (
          <SaveDialog
            {...saving}
            onClose={() => {
              setSaving(null)
              focusOn(saving.acted.at)
            }}
          />
        )}
        {annotating !== null && (
          <AnnotationDialog
            {...annotating}
            onClose={() => {
              left.current = annotating
              setAnnotating(null)
            }}
          />
        )}
      </Suspense>
    </ActingContext>
  )
}

const annotate = (of: Annotated, at: MarkPlace, context: PanelContext): Annotating => ({
  of,
  at,
  drawing: at.element.closest('figure'),
  context,
})

/** To the annotation, to another mark of its drawing once it is deleted. */
function focusBack({ at, drawing }: Annotating): void {
  const other = at.element.isConnected ? null : drawing?.querySelector('svg [tabindex="0"]')
  focusOn(other ? { element: other } : at)
}

/** Back to the mark, or to what stands where it was. */
function focusOn({ element: before }: MarkPlace): void {
  const name = before.getAttribute('data-mark')
  const isGone = !before.isConnected && name !== null
  const again = isGone ? document.querySelector(`[data-mark="${CSS.escape(name)}"]`) : null
  const element = again ?? before
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus()
}
