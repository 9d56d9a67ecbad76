import { expect, it } from 'vitest'
import { texts } from '../texts/index.ts'
import { markdownHtml } from '../visualizations/text/markdown-html.ts'
import { findHelpPage, helpPages, pageOfLink } from './help-pages.ts'
import { searchPages, searchReference } from './search-help.ts'

it('has the page of every concept and job, under its title', () => {
  const listed = [...Object.entries(texts.help.concepts), ...Object.entries(texts.help.jobs)]
  expect(helpPages.map(({ id }) => id)).toEqual(listed.map(([id]) => id))
  for (const { id, title, markdown } of helpPages) {
    const heading = /^# (?:Job: (?:the )?)?(.+)$/m.exec(markdown)?.[1] ?? ''
    expect([id, heading.toLowerCase()]).toEqual([id, expect.stringContaining(title.toLowerCase())])
    expect([id, markdown.includes('## Worked example')]).toEqual([id, true])
  }
})

it('leads from page to page', () => {
  for (const { id, markdown } of helpPages) {
    const links = [...markdownHtml(markdown).matchAll(/href="([^"]*)"/g)].map(([, href]) => href!)
    const lost = links.filter((href) => findHelpPage(pageOfLink(href) ?? '') === undefined)
    expect([id, lost]).toEqual([id, []])
  }
})

it('finds pages by all words, and shows where', () => {
  const found = searchPages(helpPages, 'Shapley')
  expect(found.map(({ page }) => page.id)).toEqual(['attribution'])
  expect(found[0]!.piece).toContain('the Shapley value')
  expect(searchPages(helpPages, 'sessions')[0]!.page.id).toBe('sessions')
  expect(searchPages(helpPages, 'shapley quarantine')).toEqual([])
  expect(searchPages(helpPages, ' ')).toEqual([])
})

it('finds what is named in the reference', () => {
  const entry = { id: 'mean', label: 'Mean', description: 'The mean of the column.', examples: [] }
  const other = { ...entry, id: 'lift', label: 'Lift', description: 'Not the mean.' }
  const sections = [{ id: 'f', label: 'Functions', description: '', entries: [other, entry] }]
  expect(searchReference(sections, 'mean').map((each) => each.entry.id)).toEqual(['mean', 'lift'])
  expect(searchReference(sections, 'functions lift').map((each) => each.entry.id)).toEqual(['lift'])
})
