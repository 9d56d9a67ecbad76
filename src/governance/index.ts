export { isAgreed, listConsentAttributes } from './consent.ts'
export { type Denial, describeDenial, type Doing, listDenials } from './denials.ts'
export { listDestinationUses } from './destination-uses.ts'
export { type Definitions, type FieldUse, listFieldUses, listLookupUses } from './field-uses.ts'
