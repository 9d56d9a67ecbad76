/** What an address of Components says. */
export interface ComponentsSearch {
  readonly view?: string
  /** Empty: what is in none. */
  readonly folder?: string
}

export const readComponentsSearch = ({
  view,
  folder,
}: Record<string, unknown>): ComponentsSearch => ({
  ...(typeof view === 'string' && view !== '' && { view }),
  ...((typeof folder === 'string' || typeof folder === 'number') && { folder: String(folder) }),
})
