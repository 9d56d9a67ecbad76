import type { QueryClient } from '@tanstack/react-query'
import {
  type DataViewDocument,
  putVersioned,
  RequestError,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'

/** So often a data view that others save meanwhile is read anew. */
const MOST_TRIES = 4

/**
 * Changes a data view as it is now, whoever has saved it meanwhile; `change` is asked again for each state of it.
 * Errors: RequestError, and what `change` throws.
 */
export async function editView(
  client: QueryClient,
  id: string,
  change: (document: DataViewDocument) => DataViewDocument,
): Promise<Versioned<DataViewDocument>> {
  const query = versionedQuery<DataViewDocument>('data-view', id)
  for (let tries = 1; ; tries++) {
    const { document, version } = await client.fetchQuery({ ...query, staleTime: 0 })
    try {
      const stored = await putVersioned(change(document), version)
      client.setQueryData(query.queryKey, stored)
      void client.invalidateQueries({ queryKey: ['definitions', 'data-view'], exact: true })
      void client.invalidateQueries({ queryKey: ['data-views', id] })
      return stored
    } catch (error) {
      if (!isConflict(error) || tries === MOST_TRIES) throw error
    }
  }
}

const isConflict = (error: unknown): boolean =>
  error instanceof RequestError && error.problem.code === 'definition/version-conflict'
