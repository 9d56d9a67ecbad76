import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { texts } from '../texts/index.ts'

interface PlaceHeaderProps {
  /** Where one is, of the tab, too. */
  readonly title: string
  /** What it belongs to, outermost first. */
  readonly parents?: readonly ParentPlace[]
  /** What stands behind the title, such as whether it is saved. */
  readonly state?: ReactNode
  /** Buttons at the right. */
  readonly actions?: ReactNode
  /** The title as it is shown, where it is more than its text. */
  readonly children?: ReactNode
}

interface ParentPlace {
  readonly label: string
  readonly to:
    | '/projects'
    | '/data'
    | '/sources'
    | '/identity'
    | '/components'
    | '/alerts'
    | '/schedules'
    | '/components/shared'
    | '/audiences'
    | '/connections'
    | '/people'
    | '/destinations'
}

const slots: { title: HTMLElement | null; actions: HTMLElement | null } = {
  title: null,
  actions: null,
}
const listeners = new Set<() => void>()

function fill(name: keyof typeof slots, element: HTMLElement | null): void {
  slots[name] = element
  for (const listener of listeners) listener()
}

function useSlot(name: keyof typeof slots): HTMLElement | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => slots[name],
  )
}

const takeTitle = (element: HTMLElement | null) => fill('title', element)
const takeActions = (element: HTMLElement | null) => fill('actions', element)

/** Where the header shows what a place says of itself. */
export const TitleSlot = () => <div ref={takeTitle} className={titleSlot} />
export const ActionsSlot = () => <div ref={takeActions} className={actionsSlot} />

/** What the place that is shown puts into the header of the page, and its title into the tab. */
export function PlaceHeader({ title, parents = [], state, actions, children }: PlaceHeaderProps) {
  const titlePlace = useSlot('title')
  const actionsPlace = useSlot('actions')
  useEffect(() => {
    document.title = `${title} · ${texts.app.name}`
  }, [title])
  return (
    <>
      {titlePlace &&
        createPortal(
          <>
            {parents.map(({ label, to }) => (
              <Fragment key={to}>
                <Link to={to} className={parent}>
                  {label}
                </Link>
                <Slash />
              </Fragment>
            ))}
            {children ?? <span className={own}>{title}</span>}
            {state}
          </>,
          titlePlace,
        )}
      {actionsPlace && actions && createPortal(actions, actionsPlace)}
    </>
  )
}

export const Slash = () => (
  <span aria-hidden="true" className={style({ font: 'ui', color: 'neutral-subdued' })}>
    /
  </span>
)

const titleSlot = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minWidth: 0,
  flexGrow: 1,
})
const actionsSlot = style({ display: 'flex', alignItems: 'center', gap: 4, flexShrink: 0 })
const parent = style({
  font: 'ui',
  color: 'neutral-subdued',
  textDecoration: { default: 'none', ':hover': 'underline' },
  whiteSpace: 'nowrap',
  display: { default: 'none', sm: 'inline' },
})
const own = style({ font: 'ui', fontWeight: 'bold', color: 'neutral', truncate: true })
