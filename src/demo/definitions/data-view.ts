import { demoDerivedFields } from './derived-fields.ts'

const whole = { type: 'decimal', decimals: 0 } as const
const wholeBad = { ...whole, upIs: 'bad' } as const
const euros = { type: 'currency', currency: 'EUR', decimals: 0 } as const
const time = { type: 'time', upIs: 'bad' } as const
const oneOf = (...values: readonly string[]) => ({
  match: 'any',
  rules: values.map((value) => ({ op: 'equals', value })),
})

/** A metric that counts the events of one name. */
const eventsNamed = (id: string, name: string, event: string, description: string) => ({
  id,
  labels: [`context:${id}`],
  name,
  description,
  field: 'event',
  count: 'instances',
  include: oneOf(event),
  format: whole,
})

const pages = [
  {
    id: 'page',
    name: 'Page',
    labels: ['context:page'],
    field: 'page',
    description: 'Pages of the web shop.',
  },
  { id: 'page-type', name: 'Page type', labels: ['context:page-type'], field: 'page_type' },
  { id: 'screen', name: 'Screen', field: 'screen', description: 'Screens of the app.' },
  { id: 'event', name: 'Event', field: 'event' },
  { id: 'interaction', name: 'Interaction', labels: ['context:interaction'], field: 'interaction' },
  { id: 'place', name: 'Place', labels: ['context:place'], field: 'place' },
  { id: 'store', name: 'Store', field: 'store' },
  {
    id: 'tool',
    name: 'Tool',
    labels: ['context:tool'],
    field: 'tool',
    noValue: { label: 'No tool', mode: 'show' },
  },
  {
    id: 'error',
    name: 'Error',
    labels: ['context:error'],
    field: 'error',
    noValue: { label: 'No error', mode: 'show' },
  },
  { id: 'error-page', name: 'Error page', labels: ['context:error-page'], field: 'error-page' },
] as const

const marketing = [
  {
    id: 'channel',
    name: 'Marketing channel',
    labels: ['context:channel'],
    description: 'The last channel of the 30 days before.',
    field: 'marketing-channel',
    persistence: { allocation: 'most-recent', expiration: { type: 'time', time: { days: 30 } } },
    noValue: { label: 'No channel', mode: 'show' },
  },
  {
    id: 'first-channel',
    name: 'First marketing channel',
    description: 'The channel by which someone first came.',
    field: 'marketing-channel',
    persistence: { allocation: 'original', expiration: { type: 'person' } },
    noValue: { label: 'No channel', mode: 'show' },
  },
  {
    id: 'channel-touch',
    name: 'Marketing channel touch',
    labels: ['context:channel-touch'],
    description: 'The channel on the event by which a visit began, for attribution.',
    field: 'marketing-channel',
    noValue: { label: 'No channel', mode: 'show' },
  },
  {
    id: 'campaign',
    name: 'Campaign',
    labels: ['context:campaign'],
    description: 'The campaign code on the event by which a visit began.',
    field: 'utm_campaign',
    noValue: { label: 'No campaign', mode: 'show' },
  },
  {
    id: 'campaign-name',
    name: 'Campaign name',
    labels: ['context:campaign-name'],
    field: 'campaigns.name',
  },
  { id: 'campaign-owner', name: 'Campaign owner', field: 'campaigns.owner' },
  { id: 'ad-campaign', name: 'Campaign of the ads', field: 'ad-spend.campaign' },
] as const

const products = [
  { id: 'product', name: 'Product', labels: ['context:product'], field: 'products.name' },
  {
    id: 'product-category',
    name: 'Product category',
    labels: ['context:product-category'],
    field: 'catalogue.category',
  },
  { id: 'brand', name: 'Brand', field: 'catalogue.brand' },
  { id: 'search-term', name: 'Search term', labels: ['context:search-term'], field: 'search_term' },
  {
    id: 'finding-method',
    name: 'Finding method',
    labels: ['context:finding-method'],
    description: 'How each product was found, up to its order.',
    field: 'finding_method',
    persistence: {
      allocation: 'most-recent',
      expiration: { type: 'session' },
      binding: { dimension: 'product', metric: 'product-views' },
    },
  },
] as const

const people = [
  { id: 'cookie', name: 'Cookie', field: 'cookie', description: 'Which browser it was.' },
  { id: 'device', name: 'Device', labels: ['context:device'], field: 'device' },
  { id: 'country', name: 'Country', field: 'country' },
  { id: 'app-version', name: 'App version', field: 'app_version' },
  { id: 'loyalty-tier', name: 'Loyalty tier', field: 'customers.tier' },
  { id: 'city', name: 'City', field: 'customers.city' },
  {
    id: 'newsletter',
    name: 'Newsletter',
    field: 'customers.newsletter',
    format: { type: 'boolean', true: 'Subscribed', false: 'Not subscribed' },
  },
] as const

const calls = [
  { id: 'call-reason', name: 'Call reason', labels: ['context:call-reason'], field: 'reason' },
  { id: 'call-outcome', name: 'Call outcome', field: 'outcome' },
] as const

const metrics = [
  eventsNamed('page-views', 'Page views', 'page_view', 'Pages shown in the web shop.'),
  eventsNamed('product-views', 'Product views', 'product_view', 'Product pages, web and app.'),
  eventsNamed('cart-additions', 'Cart additions', 'add_to_cart', 'Put into a cart, web and app.'),
  eventsNamed('checkouts', 'Checkouts', 'checkout', 'Checkouts begun in the web shop.'),
  eventsNamed('logins', 'Logins', 'login', 'Sign-ins, web and app.'),
  eventsNamed('online-orders', 'Online orders', 'order', 'Orders, web and app.'),
  {
    id: 'orders',
    name: 'Orders',
    description: 'Orders online and receipts of stores.',
    field: 'order_id',
    count: 'instances',
    format: whole,
    labels: ['context:orders'],
  },
  {
    id: 'revenue',
    name: 'Revenue',
    description: 'Of orders online and receipts of stores.',
    field: 'revenue',
    count: 'values',
    format: euros,
    labels: ['context:revenue'],
  },
  {
    id: 'units',
    name: 'Units',
    labels: ['context:units'],
    field: 'products.quantity',
    count: 'values',
    format: whole,
  },
  {
    id: 'tool-uses',
    name: 'Tool uses',
    labels: ['context:tool-uses'],
    field: 'tool',
    count: 'instances',
    format: whole,
  },
  {
    id: 'errors',
    name: 'Errors',
    labels: ['context:errors'],
    field: 'error',
    count: 'instances',
    format: wholeBad,
  },
  {
    id: 'payment-errors',
    name: 'Payment errors',
    labels: ['context:payment-errors'],
    description: 'Payments that could not be confirmed.',
    field: 'error',
    count: 'instances',
    include: oneOf('Payment could not be confirmed'),
    format: wholeBad,
  },
  {
    id: 'calls',
    name: 'Calls',
    labels: ['context:calls'],
    field: 'call_id',
    count: 'instances',
    format: wholeBad,
  },
  {
    id: 'order-calls',
    name: 'Calls about orders',
    labels: ['context:order-calls'],
    description: 'Calls of people who ask where their order is.',
    field: 'reason',
    count: 'instances',
    include: oneOf('Where is my order'),
    format: wholeBad,
  },
  { id: 'call-time', name: 'Call time', field: 'duration_seconds', count: 'values', format: time },
  {
    id: 'call-cost',
    name: 'Call cost',
    labels: ['context:call-cost'],
    field: 'cost',
    count: 'values',
    format: { ...euros, upIs: 'bad' },
  },
  {
    id: 'call-scores',
    name: 'Call scores',
    description: 'The sum of what callers gave, 1 to 5.',
    field: 'score',
    count: 'values',
    format: whole,
  },
  { id: 'scored-calls', name: 'Scored calls', field: 'score', count: 'instances', format: whole },
  {
    id: 'impressions',
    name: 'Ad impressions',
    labels: ['context:impressions'],
    field: 'ad-spend.impressions',
    format: whole,
  },
  {
    id: 'ad-clicks',
    name: 'Ad clicks',
    labels: ['context:ad-clicks'],
    field: 'ad-spend.clicks',
    format: whole,
  },
  {
    id: 'ad-cost',
    name: 'Ad cost',
    labels: ['context:ad-cost'],
    field: 'ad-spend.cost',
    format: { ...euros, upIs: 'bad' },
  },
] as const

/** How the shop reads its events. */
export const demoDataView = {
  kind: 'data-view',
  id: 'harbor-and-pine',
  name: 'Harbor & Pine',
  description: 'Web, app, stores and calls as one journey.',
  connection: 'harbor-and-pine',
  timeZone: 'Europe/Berlin',
  session: { timeoutMinutes: 30 },
  derivedFields: demoDerivedFields,
  dimensions: [...pages, ...marketing, ...products, ...people, ...calls],
  metrics,
  summaryGroups: [{ dimensions: ['campaign', 'ad-campaign'], hidden: 'ad-campaign' }],
} as const
