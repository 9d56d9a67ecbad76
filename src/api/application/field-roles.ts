import type { Catalog } from './catalog.ts'

/**
 * What definitions make of a dataset's fields: ids of persons and keys, whose texts are what they mean,
 * and amounts, which a metric adds up.
 */
export function listFieldRoles(catalog: Catalog, dataset: string) {
  const connections = catalog
    .list('connection')
    .filter(({ datasets }) => datasets.some((entry) => entry.dataset === dataset))
  const ids = connections
    .flatMap(({ datasets }) => datasets)
    .flatMap((entry) => [
      ...(entry.dataset === dataset ? [entry.personId, entry.key] : []),
      ...(entry.matches ?? []).flatMap((match) => [match, withoutDataset(match, dataset)]),
    ])
  const amounts = catalog
    .list('data-view')
    .filter(({ connection }) => connections.some(({ id }) => id === connection))
    .flatMap(({ metrics }) =>
      metrics.map((metric) => ('field' in metric ? metric.field : undefined)),
    )
  const isPath = (path: unknown): path is string => typeof path === 'string'
  return { ids: ids.filter(isPath), amounts: amounts.filter(isPath) }
}

const withoutDataset = (path: string, dataset: string): string =>
  path.startsWith(`${dataset}.`) ? path.slice(dataset.length + 1) : path
