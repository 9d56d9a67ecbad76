import { ThroughlineError } from '../../../model/errors.ts'
import { bounces } from './bounces.ts'
import { allValuesInList, firstValueInList, lastValueInList } from './delimited-list.ts'
import { domainName } from './domain-name.ts'
import { downloadLink } from './download-link.ts'
import { exitLink } from './exit-link.ts'
import { friendlyDatasetName } from './friendly-dataset-name.ts'
import { ga4Parameters } from './ga4-parameter.ts'
import { holidaySeason } from './holiday-season.ts'
import { marketingChannels } from './marketing-channels.ts'
import { monthlyGoals } from './monthly-goals.ts'
import { multiDimensionCombine } from './multi-dimension-combine.ts'
import { pageNameFromUrl } from './page-name-from-url.ts'
import { queryStringParameter } from './query-string-parameter.ts'
import { simpleBotDetection } from './simple-bot-detection.ts'
import { stateLatitude, stateLongitude } from './state-coordinates.ts'
import type { DerivedFieldTemplate } from './template.ts'
import { transitionField } from './transition-field.ts'
import { getOwn } from '../../../model/own.ts'

export { type DerivedFieldTemplate, fillTemplate } from './template.ts'

/** Every ready derived field, in the order of the picker (§4). */
export const derivedFieldTemplates: Readonly<Record<string, DerivedFieldTemplate>> = {
  'marketing-channels': marketingChannels,
  bounces,
  'multi-dimension-combine': multiDimensionCombine,
  'friendly-dataset-name': friendlyDatasetName,
  'page-name-from-url': pageNameFromUrl,
  'holiday-season': holidaySeason,
  'monthly-goals': monthlyGoals,
  'all-values-in-list': allValuesInList,
  'first-value-in-list': firstValueInList,
  'last-value-in-list': lastValueInList,
  'domain-name': domainName,
  'query-string-parameter': queryStringParameter,
  'transition-field': transitionField,
  'simple-bot-detection': simpleBotDetection,
  'exit-link': exitLink,
  'download-link': downloadLink,
  'state-latitude': stateLatitude,
  'state-longitude': stateLongitude,
  ...ga4Parameters,
}

/** Errors: definition/unknown-id. */
export function findTemplate(id: string): DerivedFieldTemplate {
  const template = getOwn(derivedFieldTemplates, id)
  if (template) return template
  const allowed = Object.keys(derivedFieldTemplates)
  throw new ThroughlineError('definition/unknown-id', {
    kind: 'derived-field template',
    id,
    allowed,
  })
}
