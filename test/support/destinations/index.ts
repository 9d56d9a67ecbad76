import { startBrazeFake } from './braze.ts'
import type { DestinationFake } from './fake.ts'
import { startGoogleFake } from './google-customer-match.ts'
import { startHubspotListFake, startHubspotPropertyFake } from './hubspot.ts'
import { startMailchimpFake } from './mailchimp.ts'
import { startMetaFake } from './meta.ts'
import { startSegmentFake } from './segment.ts'
import { startTiktokFake } from './tiktok.ts'
import { startWebhookFake } from './webhook.ts'

/** The other side of types that speak HTTP, for each way in which they can be set up. */
export const destinationFakes: readonly (readonly [
  type: string,
  way: string,
  start: () => Promise<DestinationFake>,
])[] = [
  ['webhook', 'as it is', startWebhookFake],
  ['segment', 'by traits', startSegmentFake],
  ['braze', 'by attributes', startBrazeFake],
  ['hubspot', 'by a list', startHubspotListFake],
  ['hubspot', 'by a property', startHubspotPropertyFake],
  ['mailchimp', 'adding members', startMailchimpFake],
  ['google-customer-match', 'as it is', startGoogleFake],
  ['meta', 'with a proof', startMetaFake],
  ['tiktok', 'as it is', startTiktokFake],
]
