import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useNavigate } from '@tanstack/react-router'
import { type MouseEvent, useMemo } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import { texts } from '../texts/index.ts'
import { markdownHtml } from '../visualizations/text/markdown-html.ts'
import { findHelpPage, pageOfLink } from './help-pages.ts'

interface HelpTextProps {
  readonly id: string
  /** When a link to another page is followed. */
  readonly onLeave?: () => void
}

/** A page of the help. */
export function HelpText({ id, onLeave }: HelpTextProps) {
  const page = findHelpPage(id)
  const navigate = useNavigate()
  const html = useMemo(
    () =>
      markdownHtml(page?.markdown ?? '').replaceAll(
        /href="([^"]*)"/g,
        (_, href: string) => `href="/help/${pageOfLink(href) ?? ''}"`,
      ),
    [page],
  )
  if (page === undefined)
    return <EmptyState title={texts.help.title}>{texts.help.noPage}</EmptyState>
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a')
    const to = /^\/help\/([\w-]+)$/.exec(link?.getAttribute('href') ?? '')?.[1]
    if (to === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onLeave?.()
    void navigate({ to: '/help/$page', params: { page: to } })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what is clicked
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link is clicked by Enter, too
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it is made of Markdown, without HTML of its own
    <div className={prose} onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
  )
}

const prose = style({
  font: 'body',
  color: 'neutral',
  overflowWrap: 'anywhere',
  minWidth: 0,
  maxWidth: 720,
})
