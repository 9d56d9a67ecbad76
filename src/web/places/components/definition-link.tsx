import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { getOwn } from '../../../model/own.ts'

interface DefinitionLinkProps {
  readonly kind: string
  readonly id: string
  /** The data view in which it is shown. */
  readonly view?: string
  readonly children: string
}

/** The pages of definitions, by their kind. */
const pages = {
  segment: '/components/segment/$id',
  'calculated-metric': '/components/metric/$id',
  'date-range': '/components/date-range/$id',
  annotation: '/components/annotation/$id',
  'shared-component': '/components/shared/$id',
  'data-view': '/data/data-views/$id',
  project: '/projects/$id',
  audience: '/audiences/$id',
  destination: '/destinations/$id',
} as const

/** To the page of a definition; its name alone where its kind has no page of one. */
export function DefinitionLink({ kind, id, view, children }: DefinitionLinkProps) {
  const to = getOwn(pages, kind)
  if (to === undefined) return children
  return (
    <Link
      to={to}
      params={{ id }}
      search={view === undefined ? {} : { view }}
      className={style({ color: 'neutral' })}
    >
      {children}
    </Link>
  )
}
