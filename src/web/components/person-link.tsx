import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RangeChoice } from './date-range-field.tsx'

interface PersonLinkProps {
  readonly dataView: string
  readonly person: string
  /** What their page begins with. */
  readonly search?: { readonly range?: RangeChoice }
  /** What it is called where its text does not say whose page it is. */
  readonly label?: string
  /** The person's name unless told. */
  readonly children?: ReactNode
}

/** Leads to the page of a person. */
export const PersonLink = ({
  dataView,
  person,
  search = {},
  label,
  children = person,
}: PersonLinkProps) => (
  <Link
    to="/people/$dataView/$person"
    params={{ dataView, person }}
    search={search}
    aria-label={label}
    className={link}
  >
    {children}
  </Link>
)

const link = style({
  font: 'ui-sm',
  color: 'neutral',
  textDecoration: 'underline',
  overflowWrap: 'anywhere',
  minHeight: 24,
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
  outlineOffset: 2,
})
