/** What a new derived field is begun from: another one of the data view, by its id. */
export interface NewFieldSearch {
  readonly from?: string
}

export const readNewFieldSearch = ({ from }: Readonly<Record<string, unknown>>): NewFieldSearch =>
  typeof from === 'string' && from !== '' ? { from } : {}
