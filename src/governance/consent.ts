import type { Connection } from '../model/definitions/index.ts'
import type { Definitions } from './field-uses.ts'

/** The label of fields that say whether somebody agreed to a purpose: `consent:marketing`. */
const labelOf = (purpose: string): string => `consent:${purpose}`

/** Attributes of profiles that say whether somebody agreed to a purpose, such as `customers.newsletter`. */
export const listConsentAttributes = (
  definitions: Definitions,
  connection: Connection,
  purpose: string,
): readonly string[] =>
  connection.datasets.flatMap(({ dataset }) => {
    const { labels = {} } = definitions.find('dataset', dataset) ?? {}
    return Object.entries(labels)
      .filter(([, own]) => own.includes(labelOf(purpose)))
      .map(([field]) => `${dataset}.${field}`)
  })

interface Told {
  readonly value: unknown
  /** ISO 8601 in UTC. */
  readonly at: string | null
}

const yes = ['true', 'yes', 'y', '1', 'granted', 'given', 'in', 'opt-in', 'accepted', 'subscribed']

/** Whether somebody agreed, by what was told last; who said nothing has not. Of equal times a refusal counts. */
export function isAgreed(told: readonly (Told | undefined)[]): boolean {
  const known = told.filter((each) => each !== undefined).filter(({ value }) => value !== null)
  const latest = known
    .map(({ at }) => at ?? '')
    .toSorted()
    .at(-1)
  const last = known.filter(({ at }) => (at ?? '') === latest)
  return last.length > 0 && last.every(({ value }) => yes.includes(String(value).toLowerCase()))
}
