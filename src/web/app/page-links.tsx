import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link, type LinkProps } from '@tanstack/react-router'

interface PageLinksProps {
  readonly label: string
  readonly pages: readonly {
    readonly id: string
    readonly label: string
    readonly to: NonNullable<LinkProps['to']>
  }[]
  readonly current: string
}

/** The pages of a place, beside each other. */
export const PageLinks = ({ label, pages, current }: PageLinksProps) => (
  <nav aria-label={label} className={bar}>
    {pages.map((page) => (
      <Link
        key={page.id}
        to={page.to}
        className={link({ isCurrent: page.id === current })}
        {...(page.id === current ? { 'aria-current': 'page' as const } : {})}
        activeOptions={{ exact: true }}
      >
        {page.label}
      </Link>
    ))}
  </nav>
)

const bar = style({
  display: 'flex',
  gap: 24,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const link = style({
  font: 'ui',
  fontWeight: { default: 'normal', isCurrent: 'bold' },
  color: { default: 'neutral-subdued', isCurrent: 'neutral', ':hover': 'neutral' },
  textDecoration: 'none',
  paddingY: 8,
  borderBottomWidth: 2,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: { default: 'transparent', isCurrent: 'gray-900' },
})
