import type { ReferenceAnswer, ReferenceSection } from '../../model/answers/reference.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { querySections, type Section } from '../../query/reference/index.ts'
import { budgetSection } from './budgets.ts'
import { destinationTypeSection } from './destination-types.ts'
import { errorCodeSection } from './error-codes.ts'
import { fileFormatSection } from './file-formats.ts'

const sections: readonly Section[] = [
  ...querySections,
  fileFormatSection,
  destinationTypeSection,
  budgetSection,
  errorCodeSection,
]

/** Everything that has a name in definitions, requests and answers, with what it says about itself. */
export const buildReference = (): ReferenceAnswer => sections.map(written)

/** Errors: reference/unknown. */
export function findReferenceSection(id: string): ReferenceSection {
  const found = sections.find((section) => section.id === id)
  if (found) return written(found)
  throw new ThroughlineError('reference/unknown', { id, allowed: sections.map((one) => one.id) })
}

const written = ({ id, label, description, entries }: Section): ReferenceSection => ({
  id,
  label,
  description,
  entries: entries(),
})
