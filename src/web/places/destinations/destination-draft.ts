import { getOwn } from '../../../model/own.ts'
import type { DestinationTypeEntry } from '../../../model/answers/destinations.ts'
import type { DestinationDocument } from '../../api/index.ts'
import type { Draft } from '../definitions/use-draft.ts'

/** What the cards of the page work on. */
export interface DestinationDraftProps {
  readonly draft: Draft<DestinationDocument>
  readonly type: DestinationTypeEntry
}

/** Undefined where there is none: it is left out of the definition. */
export const unlessEmpty = <T>(values: readonly T[]): T[] | undefined =>
  values.length === 0 ? undefined : [...values]

/** Labels of what has to be told and is not. */
export function listMissing(
  { settings = {}, secrets = {} }: DestinationDocument,
  { settings: schema, secrets: asked }: DestinationTypeEntry,
  sayName: (name: string) => string,
): readonly string[] {
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : []
  return [
    ...required.filter((name) => getOwn(settings, name) === undefined),
    ...asked
      .filter(({ name, isRequired }) => isRequired && isUnsaid(getOwn(secrets, name)))
      .map(({ name }) => name),
  ].map(sayName)
}

const isUnsaid = (secret: string | undefined): boolean =>
  secret === undefined || secret === '' || secret === 'env:'
