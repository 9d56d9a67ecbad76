import { useQuery } from '@tanstack/react-query'
import { connectionsQuery, datasetsQuery } from '../../api/index.ts'

/** Namespaces of identities that some connection knows, and attributes of its people: `customers.city`. */
export function useKnownPeople() {
  const { data: connections = [] } = useQuery(connectionsQuery)
  const { data: datasets = [] } = useQuery(datasetsQuery)
  const entries = connections.flatMap((connection) => connection.datasets)
  const namespaces = entries.flatMap(({ namespace, identities = [], stitch }) => [
    namespace,
    stitch?.namespace,
    ...identities.map((each) => each.namespace),
  ])
  const attributes = datasets
    .filter(({ type }) => type === 'profile')
    .flatMap(({ id, fields }) => fields.map(({ path }) => `${id}.${path}`))
  return {
    namespaces: [...new Set(namespaces.filter((each) => each !== undefined))].sort(),
    attributes: attributes.sort(),
  }
}
