import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { ReferenceSection } from '../../../model/answers/reference.ts'
import { texts } from '../../texts/index.ts'
import { pageOfSection } from './search.ts'

interface PageListProps {
  readonly current: string
  readonly reference: readonly ReferenceSection[]
}

/** All pages of the help and all sections of the reference. */
export function PageList({ current, reference }: PageListProps) {
  const sections = reference.map(({ id, label }) => ({ id: pageOfSection(id), title: label }))
  return (
    <nav aria-label={texts.help.title} className={style({ display: 'grid', gap: 12 })}>
      <Pages
        title={texts.help.conceptsTitle}
        pages={listed(texts.help.concepts)}
        {...{ current }}
      />
      <Pages title={texts.help.jobsTitle} pages={listed(texts.help.jobs)} {...{ current }} />
      <Pages title={texts.help.referenceTitle} pages={sections} {...{ current }} />
    </nav>
  )
}

interface ListedPage {
  readonly id: string
  readonly title: string
}

const listed = (pages: Readonly<Record<string, { readonly title: string }>>) =>
  Object.entries(pages).map(([id, { title }]) => ({ id, title }))

interface PagesProps {
  readonly title: string
  readonly pages: readonly ListedPage[]
  readonly current: string
}

const Pages = ({ title, pages, current }: PagesProps) => (
  <section aria-label={title}>
    <h2 className={heading}>{title}</h2>
    <ul className={list}>
      {pages.map(({ id, title: name }) => (
        <li key={id}>
          <Link
            to="/help/$page"
            params={{ page: id }}
            className={link({ isCurrent: id === current })}
            {...(id === current ? { 'aria-current': 'page' as const } : {})}
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </section>
)

const heading = style({ font: 'detail-sm', color: 'neutral-subdued', margin: 0, paddingY: 4 })
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const link = style({
  font: 'ui',
  color: 'neutral',
  fontWeight: { default: 'normal', isCurrent: 'bold' },
  textDecoration: { default: 'none', ':hover': 'underline' },
})
