import { getOwn } from '../../../model/own.ts'

/** What the address of the connections says. */
export interface ConnectionsSearch {
  /** The dataset that was chosen on a map. */
  readonly dataset?: string
}

export function readConnectionsSearch(given: Readonly<Record<string, unknown>>): ConnectionsSearch {
  const dataset = getOwn(given, 'dataset')
  return typeof dataset === 'string' && dataset !== '' ? { dataset } : {}
}
