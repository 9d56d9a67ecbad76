/** What an address of Help says. */
export interface HelpSearch {
  /** What is searched for. */
  readonly find?: string
  /** An entry of a section of the reference. */
  readonly entry?: string
}

const textIn = (given: Readonly<Record<string, unknown>>, name: keyof HelpSearch) =>
  typeof given[name] === 'string' && given[name] !== '' ? { [name]: given[name] } : {}

export const readHelpSearch = (given: Record<string, unknown>): HelpSearch => ({
  ...textIn(given, 'find'),
  ...textIn(given, 'entry'),
})

const PREFIX = 'reference-'

/** The page of a section of the reference, and the section of a page. */
export const pageOfSection = (section: string): string => `${PREFIX}${section}`
export const sectionOfPage = (page: string): string | undefined =>
  page.startsWith(PREFIX) ? page.slice(PREFIX.length) : undefined
