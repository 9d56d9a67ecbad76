import type { ReferenceEntry, ReferenceSection } from '../../model/answers/reference.ts'
import type { HelpPage } from './help-pages.ts'

/** A page that has every word, with a piece of it around the first. */
export interface FoundPage {
  readonly page: HelpPage
  readonly piece: string
}

/** An entry of the reference that has every word. */
export interface FoundEntry {
  readonly section: ReferenceSection
  readonly entry: ReferenceEntry
}

const wordsOf = (search: string): readonly string[] =>
  search.toLocaleLowerCase().split(/\s+/).filter(Boolean)

const hasAll = (text: string, words: readonly string[]): boolean => {
  const lower = text.toLocaleLowerCase()
  return words.every((word) => lower.includes(word))
}

/** Pages with every word of a search, those whose title has them first. */
export function searchPages(pages: readonly HelpPage[], search: string): readonly FoundPage[] {
  const words = wordsOf(search)
  if (words.length === 0) return []
  const found = pages.filter(({ title, about, markdown }) =>
    hasAll(`${title} ${about} ${markdown}`, words),
  )
  const isTitled = ({ title }: HelpPage) => Number(hasAll(title, words))
  return found
    .toSorted((a, b) => isTitled(b) - isTitled(a))
    .map((page) => ({ page, piece: pieceOf(page.markdown, words[0]!) }))
}

/** Entries with every word of a search, those whose name has them first. */
export function searchReference(
  sections: readonly ReferenceSection[],
  search: string,
): readonly FoundEntry[] {
  const words = wordsOf(search)
  if (words.length === 0) return []
  const all = sections.flatMap((section) => section.entries.map((entry) => ({ section, entry })))
  const found = all.filter(({ section, entry: { id, label, description } }) =>
    hasAll(`${id} ${label} ${description} ${section.label}`, words),
  )
  const isNamed = ({ entry: { id, label } }: FoundEntry) => Number(hasAll(`${id} ${label}`, words))
  return found.toSorted((a, b) => isNamed(b) - isNamed(a))
}

/** Letters of a piece on each side of what was found. */
const AROUND = 60

function pieceOf(markdown: string, word: string): string {
  const plain = markdown.replaceAll(/[#*`]|\]\([^)]*\)|\[/g, '').replaceAll(/\s+/g, ' ')
  const at = Math.max(0, plain.toLocaleLowerCase().indexOf(word))
  const from = Math.max(0, at - AROUND)
  const to = Math.min(plain.length, at + word.length + AROUND)
  return `${from > 0 ? '…' : ''}${plain.slice(from, to).trim()}${to < plain.length ? '…' : ''}`
}
