import type { Connection } from '../../model/definitions/index.ts'
import type { Journey } from './journey.ts'
import type { StoredDataset } from './read-datasets.ts'

type Entry = Connection['datasets'][number]

type WithBatches = Pick<StoredDataset, 'batches'>

/** A dataset with those of its batches that a connection reads. */
export type ChosenDataset<Dataset extends WithBatches = StoredDataset> = Dataset & {
  /** Batches that were there when the dataset was added to the connection. */
  readonly existing: readonly number[]
}

interface ReadBefore {
  readonly existing: readonly number[]
  readonly batches: readonly number[]
}

/**
 * What was there when a dataset was added is read as its backfill says; what has come since then is read
 * unless new data is not to be imported, and stays when that is said later. semantics §1.1
 */
export function chooseBatches<Dataset extends WithBatches>(
  { datasets: entries }: Connection,
  stored: ReadonlyMap<string, Dataset>,
  journey: Journey | null,
): ReadonlyMap<string, ChosenDataset<Dataset>> {
  const chosen = entries.flatMap((entry): [string, ChosenDataset<Dataset>][] => {
    const dataset = stored.get(entry.dataset)
    if (dataset === undefined) return []
    const before = journey === null ? undefined : findBefore(journey, entry.dataset)
    const existing = before?.existing ?? dataset.batches
    const isRead = (batch: number) =>
      existing.includes(batch)
        ? entry.backfill !== false
        : importsNewData(entry) || before?.batches.includes(batch) === true
    return [[entry.dataset, { ...dataset, existing, batches: dataset.batches.filter(isRead) }]]
  })
  return new Map(chosen)
}

export const importsNewData = ({ importNewData = true }: Entry): boolean => importNewData

function findBefore({ datasets, joined, summaries }: Journey, id: string): ReadBefore | undefined {
  const events = datasets.find(({ dataset }) => dataset === id)
  if (events !== undefined) {
    const batches = events.batches.map(({ batch }) => batch)
    return { batches, existing: events.existing ?? batches }
  }
  const other = [...joined, ...summaries].find(({ dataset }) => dataset === id)
  return other && { batches: other.batches, existing: other.existing ?? other.batches }
}
