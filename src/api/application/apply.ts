import type { Path } from '../../model/path.ts'
import {
  type Connection,
  type Dataset,
  type Definition,
  parseDefinition,
} from '../../model/definitions/index.ts'
import {
  createDataset,
  type DatasetRecord,
  type DatasetSettings,
  findRecord,
  takeTurn,
  updateDataset,
} from '../../lake/datasets/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { refuseManyObjects } from '../../model/budgets/count-objects.ts'
import { withinPath } from '../../model/errors.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import { checkOpenNames } from '../../query/vocabularies/check-open-names.ts'
import type { Change } from '../../model/answers/definitions.ts'
import type { ApplyOptions, Store } from '../../store/index.ts'
import { type Catalog, withChanges } from './catalog.ts'
import { type Arriving, checkDefinitions } from './checks/definitions.ts'
import { readDeclaredRecord, readKnownDatasets } from './known-datasets.ts'

/** Where definitions are kept and what they are about. */
export interface Stores {
  readonly lake: LakeClient
  readonly store: Store
  readonly catalog: () => Promise<Catalog>
}

/**
 * Checks what the definitions would mean together with those that are there.
 * Errors: definition/invalid and whatever compiling them against their connection throws.
 */
export async function checkArriving(
  { lake, catalog }: Stores,
  documents: readonly { readonly document: unknown; readonly path: Path }[],
): Promise<readonly Arriving[]> {
  const arriving: Arriving[] = []
  for (const { document, path } of documents) {
    await letOthersIn()
    refuseManyObjects(document, path)
    const definition = parseDefinition(document, path)
    checkOpenNames(definition, path)
    arriving.push({ definition, path })
  }
  const next = withChanges(
    await catalog(),
    arriving.map(({ definition }) => definition),
  )
  await checkDatasets(lake, arriving)
  await checkDefinitions({ catalog: next, known: await readKnownDatasets(lake, next) }, arriving)
  return arriving
}

/** Errors: dataset/wrong-kind, dataset/schema-mismatch. */
async function checkDatasets(lake: LakeClient, arriving: readonly Arriving[]): Promise<void> {
  for (const { definition, path } of arriving) {
    if (definition.kind !== 'dataset') continue
    await withinPath(path, () => readDeclaredRecord(lake, definition))
  }
}

/** All or none: checked, stored, and brought to the lake. */
export async function applyDefinitions(
  stores: Stores,
  documents: readonly unknown[],
  options: ApplyOptions = {},
): Promise<readonly Change[]> {
  const placed = documents.map((document, index) => ({ document, path: [index] }))
  const arriving = await checkArriving(stores, placed)
  const changes = await stores.store.definitions.applyAll(documents, options)
  await bringToLake(
    stores,
    arriving.map(({ definition }) => definition),
  )
  return changes
}

/** Datasets get their tables, and learn from connections by which key their rows are joined. */
export async function bringToLake(
  { lake, catalog }: Stores,
  definitions: readonly Definition[],
): Promise<void> {
  const known = await catalog()
  for (const definition of definitions) {
    if (definition.kind === 'dataset') await bringDataset(lake, known, definition)
    if (definition.kind === 'connection') await bringKeys(lake, known, definition)
  }
}

/** Waits for imports of the dataset only where something is to be changed. */
async function bringDataset(lake: LakeClient, catalog: Catalog, dataset: Dataset): Promise<void> {
  const next = await nextRecord(lake, catalog, dataset)
  const known = await findRecord(lake, dataset.id)
  if (next && JSON.stringify(next) === JSON.stringify(known)) return
  await takeTurn(lake, dataset.id, () => changeDataset(lake, catalog, dataset))
}

/** A dataset whose fields are not known gets its table with its first import. */
async function changeDataset(lake: LakeClient, catalog: Catalog, dataset: Dataset): Promise<void> {
  const next = await nextRecord(lake, catalog, dataset)
  if (next) await updateDataset(lake, next)
  else if (dataset.fields) await createDataset(lake, readDatasetSettings(catalog, dataset))
}

async function nextRecord(
  lake: LakeClient,
  catalog: Catalog,
  dataset: Dataset,
): Promise<DatasetRecord | undefined> {
  const record = await readDeclaredRecord(lake, dataset)
  return record && { ...record, ...omitUndefined({ key: keyOf(catalog, dataset) }) }
}

/** What a definition says about the dataset's table. */
export function readDatasetSettings(catalog: Catalog, dataset: Dataset): DatasetSettings {
  const { id, type, timestamp, timeZone, rowId, assume, fields } = dataset
  const key = keyOf(catalog, dataset)
  return { id, type, timeZone, ...omitUndefined({ timestamp, rowId, assume, fields, key }) }
}

async function bringKeys(
  lake: LakeClient,
  catalog: Catalog,
  connection: Connection,
): Promise<void> {
  for (const { dataset } of connection.datasets) {
    const definition = catalog.find('dataset', dataset)
    if (definition) await bringDataset(lake, catalog, definition)
  }
}

/** The field by which connections join the rows of a profile or lookup dataset. */
function keyOf(catalog: Catalog, { id, type }: Dataset): string | undefined {
  if (type !== 'profile' && type !== 'lookup') return undefined
  const entries = catalog.list('connection').flatMap(({ datasets }) => datasets)
  const entry = entries.find(({ dataset }) => dataset === id)
  const key = type === 'profile' ? entry?.personId : entry?.key
  return typeof key === 'string' ? key : undefined
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys whose values are undefined. */
export function omitUndefined<T extends object>(values: T): Defined<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Defined<T>
}
