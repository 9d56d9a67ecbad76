import type { DerivedFieldTemplate } from './template.ts'

const inputs = {
  'event_params.key': 'The names of the event’s parameters',
  'event_params.value.string_value': 'Their texts',
  'event_params.value.int_value': 'Their whole numbers',
}

const parameter = (key: string, text?: string, number?: number) => ({
  key,
  ...(text !== undefined && { 'value.string_value': text }),
  ...(number !== undefined && { 'value.int_value': number }),
})

const example = [
  parameter('page_location', 'https://example.org/shop'),
  parameter('page_title', 'Shop'),
  parameter('page_referrer', 'https://example.org/'),
  parameter('source', 'newsletter'),
  parameter('medium', 'email'),
  parameter('campaign', 'spring'),
  parameter('ga_session_id', undefined, 1_700_000_000),
  parameter('ga_session_number', undefined, 3),
  parameter('engagement_time_msec', undefined, 1500),
]

/** A parameter of an event exported from Google Analytics 4. */
function pickParameter(key: string, label: string, what: string): DerivedFieldTemplate {
  const value = example.find((each) => each.key === key)!
  return {
    label: `Google Analytics 4: ${label}`,
    description: `The event’s parameter ${key}: ${what}.`,
    inputs,
    rules: [
      {
        function: 'pick-by-key',
        keys: { field: 'event_params.key' },
        key,
        values: [
          { field: 'event_params.value.string_value' },
          { field: 'event_params.value.int_value' },
        ],
      },
    ],
    example: {
      rows: [{ event_params: example }, { event_params: example.filter((each) => each !== value) }],
      values: [value['value.string_value'] ?? value['value.int_value'] ?? null, null],
    },
  }
}

/** By id; any other parameter is one of these with another `key`. */
export const ga4Parameters: Readonly<Record<string, DerivedFieldTemplate>> = {
  'ga4-page-location': pickParameter('page_location', 'page location', 'the page’s address'),
  'ga4-page-title': pickParameter('page_title', 'page title', 'the page’s title'),
  'ga4-page-referrer': pickParameter('page_referrer', 'page referrer', 'the page before'),
  'ga4-source': pickParameter('source', 'source', 'where the visit came from'),
  'ga4-medium': pickParameter('medium', 'medium', 'by what kind of link it came'),
  'ga4-campaign': pickParameter('campaign', 'campaign', 'the campaign that it came from'),
  'ga4-session-id': pickParameter('ga_session_id', 'session id', 'when the session started'),
  'ga4-session-number': pickParameter(
    'ga_session_number',
    'session number',
    'the person’s how manieth session',
  ),
  'ga4-engagement-time': pickParameter(
    'engagement_time_msec',
    'engagement time',
    'milliseconds in the foreground',
  ),
}
