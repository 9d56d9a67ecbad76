/** What a new destination is. */
export interface NewDestinationSearch {
  readonly type?: string
}

export const readNewDestinationSearch = ({
  type,
}: Readonly<Record<string, unknown>>): NewDestinationSearch =>
  typeof type === 'string' && type !== '' ? { type } : {}
