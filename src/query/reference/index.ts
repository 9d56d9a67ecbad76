import { allocationSection } from './allocations.ts'
import { attributionModelSection } from './attribution-models.ts'
import { conditionSection } from './conditions.ts'
import { dateRangeSection } from './date-ranges.ts'
import { derivedFieldFunctionSection } from './derived-field-functions.ts'
import { derivedFieldTemplateSection } from './derived-field-templates.ts'
import { formulaFunctionSection } from './formula-functions.ts'
import { numberOperatorSection, textOperatorSection } from './operators.ts'
import { reportKindSection } from './report-kinds.ts'
import type { Section } from './section.ts'
import { standardDimensionSection, standardMetricSection } from './standard-components.ts'

export type { Section } from './section.ts'

/** What may be written in requests and definitions, in the order of the reference. */
export const querySections: readonly Section[] = [
  reportKindSection,
  standardDimensionSection,
  standardMetricSection,
  derivedFieldFunctionSection,
  derivedFieldTemplateSection,
  allocationSection,
  attributionModelSection,
  conditionSection,
  textOperatorSection,
  numberOperatorSection,
  formulaFunctionSection,
  dateRangeSection,
]
