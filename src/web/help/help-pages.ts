import { getOwn } from '../../model/own.ts'
import { texts } from '../texts/index.ts'

const files = import.meta.glob<string>('../../../docs/help/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** A page of the help. */
export interface HelpPage {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly markdown: string
}

const listed = { ...texts.help.concepts, ...texts.help.jobs }

/** Every page that is listed, in the order of the lists. */
export const helpPages: readonly HelpPage[] = Object.entries(listed).flatMap(([id, about]) => {
  const markdown = getOwn(files, `../../../docs/help/${id}.md`)
  return markdown === undefined ? [] : [{ id, ...about, markdown }]
})

export const findHelpPage = (id: string): HelpPage | undefined =>
  helpPages.find((page) => page.id === id)

/** The page that a link in a page leads to; undefined for an address elsewhere. */
export const pageOfLink = (href: string): string | undefined => /^([\w-]+)\.md$/.exec(href)?.[1]
