const whole = { type: 'decimal', decimals: 0 } as const
const euros = { type: 'currency', currency: 'EUR', decimals: 0 } as const

/** A metric that counts the events of one name. */
const eventsNamed = (id: string, name: string, event: string) => ({
  id,
  name,
  field: 'event',
  count: 'instances',
  include: { match: 'any', rules: [{ op: 'equals', value: event }] },
  format: whole,
})

const dimensions = [
  { id: 'page', name: 'Page', field: 'page' },
  { id: 'page-type', name: 'Page type', field: 'page_type' },
  { id: 'event', name: 'Event', field: 'event' },
  {
    id: 'channel',
    name: 'Marketing channel',
    field: 'channel',
    persistence: { allocation: 'most-recent', expiration: { type: 'time', time: { days: 30 } } },
  },
  {
    id: 'first-channel',
    name: 'First marketing channel',
    field: 'channel',
    persistence: { allocation: 'original', expiration: { type: 'person' } },
  },
  {
    id: 'campaign',
    name: 'Campaign',
    field: 'campaign',
    noValue: { label: 'No campaign', mode: 'show' },
  },
  { id: 'device', name: 'Device', field: 'device' },
  { id: 'country', name: 'Country', field: 'country' },
  { id: 'search-term', name: 'Search term', field: 'search_term' },
  { id: 'product', name: 'Product', field: 'products.name' },
  { id: 'product-category', name: 'Product category', field: 'catalogue.category' },
  { id: 'error', name: 'Error', field: 'error', noValue: { label: 'No error', mode: 'show' } },
  { id: 'call-reason', name: 'Call reason', field: 'reason' },
  { id: 'call-outcome', name: 'Call outcome', field: 'outcome' },
  { id: 'loyalty-tier', name: 'Loyalty tier', field: 'customers.tier' },
  { id: 'city', name: 'City', field: 'customers.city' },
] as const

const metrics = [
  eventsNamed('page-views', 'Page views', 'page_view'),
  eventsNamed('product-views', 'Product views', 'product_view'),
  eventsNamed('cart-additions', 'Cart additions', 'add_to_cart'),
  eventsNamed('checkouts', 'Checkouts', 'checkout'),
  eventsNamed('errors', 'Errors', 'error'),
  { id: 'orders', name: 'Orders', field: 'order_id', count: 'instances', format: whole },
  { id: 'revenue', name: 'Revenue', field: 'revenue', count: 'values', format: euros },
  { id: 'units', name: 'Units', field: 'products.quantity', count: 'values', format: whole },
  { id: 'calls', name: 'Calls', field: 'call_id', count: 'instances', format: whole },
  {
    id: 'call-time',
    name: 'Call time',
    field: 'duration_seconds',
    count: 'values',
    format: { type: 'time' },
  },
] as const

/** How the shop reads its events. */
export const sampleDataView = {
  kind: 'data-view',
  id: 'harbor-and-pine',
  name: 'Harbor & Pine',
  connection: 'harbor-and-pine',
  timeZone: 'Europe/Berlin',
  session: { timeoutMinutes: 30 },
  dimensions,
  metrics,
} as const
