import { getOwn } from '../../../model/own.ts'
import type { DatasetDocument } from '../../api/index.ts'

/** What a field says that somebody agreed to. */
export const topicOf = (
  datasets: readonly Pick<DatasetDocument, 'id' | 'labels'>[],
  from: string,
  name: string,
): string | undefined => {
  const labels = datasets.find(({ id }) => id === from)?.labels ?? {}
  return getOwn(labels, withoutDataset(from, name))
    ?.find((label) => label.startsWith('consent:'))
    ?.slice('consent:'.length)
}

/** Fields of a dataset of profiles are called by it; where they are from stands beside them. */
export const withoutDataset = (from: string, name: string): string =>
  name.startsWith(`${from}.`) ? name.slice(from.length + 1) : name
