import { getOwn } from '../../../model/own.ts'

/** What the address of a dataset says. */
export interface DatasetSearch {
  /** The path of the field that is opened. */
  readonly field?: string
  /** Of the rows that are set aside only those of this reason. */
  readonly aside?: string
}

const textIn = (given: Readonly<Record<string, unknown>>, name: keyof DatasetSearch) => {
  const value = getOwn(given, name)
  return typeof value === 'string' && value !== '' ? { [name]: value } : {}
}

export const readDatasetSearch = (given: Readonly<Record<string, unknown>>): DatasetSearch => ({
  ...textIn(given, 'field'),
  ...textIn(given, 'aside'),
})
