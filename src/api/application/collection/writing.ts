import type { Source } from '../../../model/definitions/index.ts'
import type { Catalog } from '../catalog.ts'
import type { Datasets } from '../datasets.ts'
import type { DefinitionWriter } from '../definitions.ts'
import { log } from '../../log.ts'
import { connectionOf, datasetOf } from './set-up.ts'

interface Surroundings {
  readonly catalog: () => Promise<Catalog>
  readonly definitions: DefinitionWriter
  readonly datasets: Datasets
}

/** Writes collected rows to datasets; the first ones of a dataset get what makes people and reports of them. */
export function openWriting({ catalog, definitions, datasets }: Surroundings) {
  const isSettled = new Set<string>()

  /** Whoever removed a dataset and its source wants none of its rows; a source that sends on gets it again. */
  async function isWanted(dataset: string): Promise<boolean> {
    const known = await catalog()
    if (known.find('dataset', dataset)) return true
    isSettled.delete(dataset)
    const source = findCollecting(known, dataset)
    if (source) await definitions.apply([datasetOf(source)])
    return source !== undefined
  }

  async function setUp(dataset: string): Promise<void> {
    if (isSettled.has(dataset)) return
    const known = await catalog()
    const source = findCollecting(known, dataset)
    const batches = await datasets.batches(dataset).catch(() => [])
    if (source && batches.length === 0) {
      const documents = connectionOf(known, source)
      if (documents.length > 0) await definitions.apply(documents)
    }
    isSettled.add(dataset)
  }

  return {
    async append(
      dataset: string,
      rows: readonly Readonly<Record<string, unknown>>[],
    ): Promise<void> {
      if (!(await isWanted(dataset))) {
        log.warn({ dataset, rows: rows.length }, 'collected rows go: their dataset was removed')
        return
      }
      await setUp(dataset)
      await datasets.append(dataset, rows)
    },
    columnsOf: (dataset: string): Promise<readonly string[]> => datasets.paths(dataset),
  }
}

const findCollecting = ({ list }: Catalog, dataset: string): Source | undefined =>
  list('source').find((source) => source.dataset === dataset && source.protocols !== undefined)
