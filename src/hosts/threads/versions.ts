import type { Journey } from '../../lake/journey/index.ts'

/** So many versions of a connection are remembered, the latest ones: each lists all its batches. */
const MOST_VERSIONS = 20

/** The versions of journeys that were opened last, so that a later one can say what has changed since. */
export interface Versions {
  note(journey: Journey): void
  find(connection: string, version: string): Journey | undefined
}

/** What reports call a state of a journey. */
export const versionOf = ({ dataVersion, generation }: Journey): string =>
  `${generation}.${dataVersion}`

export function rememberVersions(): Versions {
  const byConnection = new Map<string, Map<string, Journey>>()
  return {
    note(journey) {
      const { connection } = journey
      const known = byConnection.get(connection) ?? new Map<string, Journey>()
      byConnection.set(connection, known.set(versionOf(journey), journey))
      const [oldest] = known.keys()
      if (known.size > MOST_VERSIONS) known.delete(oldest!)
    },
    find: (connection, version) => byConnection.get(connection)?.get(version),
  }
}
