/** Which identities are one person's: a customer has one of each but devices, which several may share. */
const people = {
  kind: 'identity-space',
  id: 'people',
  name: 'People of Harbor & Pine',
  namespaces: [
    { id: 'customer', unique: true },
    { id: 'email', unique: true },
    { id: 'loyalty', unique: true },
    { id: 'phone', unique: true },
    { id: 'device', device: true },
    { id: 'cookie', device: true },
  ],
  blocked: [{ preset: 'placeholders' }],
  anonymous: 'device-split',
} as const

const customerId = { field: 'customer_id', namespace: 'customer' } as const
const email = { field: 'email', namespace: 'email' } as const
const loyaltyId = { field: 'loyalty_id', namespace: 'loyalty' } as const
const phone = { field: 'phone', namespace: 'phone' } as const
const deviceId = { field: 'device_id', namespace: 'device' } as const
const cookie = { field: 'cookie', namespace: 'cookie' } as const

/** Rows become the customer's whom the graph knows for an id that they have. */
const toCustomer = (persistentId: string, namespace: string) =>
  ({ method: 'graph', space: 'people', persistentId, namespace, target: 'customer' }) as const

const byCustomerId = { personId: 'customer_id', namespace: 'customer' } as const

const stitched = {
  web: { identities: [email, cookie], stitch: toCustomer('cookie', 'cookie') },
  app: {
    ...byCustomerId,
    identities: [customerId, deviceId],
    stitch: toCustomer('device_id', 'device'),
  },
  stores: { identities: [loyaltyId], stitch: toCustomer('loyalty_id', 'loyalty') },
  calls: { ...byCustomerId, identities: [customerId, phone], stitch: toCustomer('phone', 'phone') },
  customers: {
    ...byCustomerId,
    identities: [customerId, email, loyaltyId, phone],
    space: 'people',
  },
} as const

/** Every dataset by an id of its own: nobody is the same person in two of them, but who calls. */
const apart = {
  web: { personId: 'cookie', namespace: 'cookie' },
  app: { personId: 'device_id', namespace: 'device' },
  stores: { personId: 'loyalty_id', namespace: 'loyalty' },
  calls: byCustomerId,
  customers: byCustomerId,
} as const

/** The identity spaces and the connection: people of all datasets together, or apart. */
export function demoConnection({ isStitched }: { readonly isStitched: boolean }) {
  const by = isStitched ? stitched : apart
  const connection = {
    kind: 'connection',
    id: 'harbor-and-pine',
    name: 'Harbor & Pine',
    description: 'Web, app, stores and calls of one person.',
    datasets: [
      { dataset: 'web', ...by.web },
      { dataset: 'app', ...by.app },
      { dataset: 'stores', ...by.stores },
      { dataset: 'calls', ...by.calls },
      { dataset: 'customers', ...by.customers },
      { dataset: 'catalogue', key: 'sku', matches: ['web.products.sku'] },
      { dataset: 'campaigns', key: 'code', matches: ['web.utm_campaign'] },
      { dataset: 'ad-spend', granularity: 'day' },
    ],
  } as const
  return { spaces: isStitched ? [people] : [], connection }
}
