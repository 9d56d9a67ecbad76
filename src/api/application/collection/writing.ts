import type { Source } from '../../../model/definitions/index.ts'
import type { Catalog } from '../catalog.ts'
import type { Datasets } from '../datasets.ts'
import type { DefinitionWriter } from '../definitions.ts'
import { connectionOf } from './set-up.ts'

interface Surroundings {
  readonly catalog: () => Promise<Catalog>
  readonly definitions: DefinitionWriter
  readonly datasets: Datasets
}

/** Writes collected rows to datasets; the first ones of a dataset get what makes people and reports of them. */
export function openWriting({ catalog, definitions, datasets }: Surroundings) {
  const isSettled = new Set<string>()

  async function setUp(dataset: string): Promise<void> {
    if (isSettled.has(dataset)) return
    const known = await catalog()
    const source = known.list('source').find((each) => isCollecting(each, dataset))
    const batches = await datasets.batches(dataset).catch(() => [])
    if (source && batches.length === 0) {
      const documents = connectionOf(known, source)
      if (documents.length > 0) await definitions.apply(documents)
    }
    isSettled.add(dataset)
  }

  return {
    async append(dataset: string, rows: readonly object[]): Promise<void> {
      await setUp(dataset)
      await datasets.append(dataset, rows)
    },
    async columnsOf(dataset: string): Promise<readonly string[]> {
      const described = await datasets.describe(dataset).catch(() => undefined)
      return described?.fields.map(({ path }) => path) ?? []
    },
  }
}

const isCollecting = (source: Source, dataset: string): boolean =>
  source.dataset === dataset && source.protocols !== undefined
