/** What an address of Components says. */
export interface ComponentsSearch {
  readonly view?: string
}

export const readComponentsSearch = ({ view }: Record<string, unknown>): ComponentsSearch =>
  typeof view === 'string' && view !== '' ? { view } : {}
