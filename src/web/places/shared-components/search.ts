type Given = Readonly<Record<string, unknown>>

/** What the address of a shared component says: the data view in which it is looked at. */
export interface SharedSearch {
  readonly view?: string
}

export const readSharedSearch = ({ view }: Given): SharedSearch =>
  typeof view === 'string' && view !== '' ? { view } : {}

/** What a new one begins with: a shared component that it is a copy of. */
export interface NewSharedSearch {
  readonly copy?: string
}

export const readNewSharedSearch = ({ copy }: Given): NewSharedSearch =>
  typeof copy === 'string' && copy !== '' ? { copy } : {}
