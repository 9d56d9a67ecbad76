import { type DefinitionInput, definitionKinds } from '../../../model/definitions/index.ts'
import type { Catalog } from '../catalog.ts'
import { datasetOf } from './set-up.ts'

/** The datasets of arriving sources, for SDKs, that nobody has defined; those that are wrong bring none. */
export function listMissingDatasets(
  catalog: Catalog,
  documents: readonly unknown[],
): readonly DefinitionInput[] {
  const arriving = new Set(documents.map((document) => idOf(document, 'dataset')))
  return documents.flatMap((document) => {
    if (idOf(document, 'source') === undefined) return []
    const source = definitionKinds.source.schema.safeParse(document).data
    if (source?.protocols === undefined) return []
    const isThere = catalog.find('dataset', source.dataset) ?? arriving.has(source.dataset)
    return isThere ? [] : [datasetOf(source)]
  })
}

function idOf(document: unknown, kind: string): unknown {
  if (typeof document !== 'object' || document === null) return undefined
  const { kind: own, id } = document as { readonly kind?: unknown; readonly id?: unknown }
  return own === kind ? id : undefined
}
