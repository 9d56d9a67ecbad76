import { counted } from './counted.ts'

/** Projects for a job, by what they answer; their components by the context labels they carry. */
export const templates = {
  title: 'Start with a job',
  hint: 'Each is an ordinary project of your own data, made from what its components are labelled as.',
  dataView: 'Data view',
  found: (count: number, total: number) =>
    count === total
      ? `All ${counted(total, 'component', 'components')} that it needs are there.`
      : `${count} of ${counted(total, 'component', 'components')} that it needs are there.`,
  missing: 'Choose what is missing, or leave it out: what needs it is left out, too.',
  roles: 'What it needs',
  leftOut: 'Left out',
  labelled: (label: string) => `has the label ${label}`,
  nothing: 'Nothing that it shows can be made of these components: choose some above.',
  notBuilt: 'The journeys of this data view are being built.',
  start: 'Make the project',
  cancel: 'Cancel',
  jobs: {
    'cross-channel': {
      name: 'Cross-channel journey',
      answers: 'One view of people across web, app, stores and calls, and their ways between them',
    },
    'converting-paths': {
      name: 'Top and bottom converting paths',
      answers: 'Where people are lost on the way to an order, and which paths lead there',
    },
    channels: {
      name: 'Channel engagement and conversion',
      answers: 'Marketing channels by what they bring, six models of credit, cost and return',
    },
    content: {
      name: 'Top viewed content',
      answers: 'Pages by views, entries, exits and time, and the orders they took part in',
    },
    products: {
      name: 'Top categories and products',
      answers: 'From the view to the order by product, and how what was sold was found',
    },
    campaigns: {
      name: 'Campaigns',
      answers: 'First and last touches, assists, and who comes back after a campaign',
    },
    'self-service': {
      name: 'Tools and self-service',
      answers: 'Use, frequency and retention of tools, and whether their users call less',
    },
    'call-deflection': {
      name: 'Call deflection',
      answers: 'Pages and errors that lead to calls, what was tried before, calls per person',
    },
    audiences: {
      name: 'Audiences for the profile',
      answers: 'Who drops out between cart and order, ready to be published as an audience',
    },
  },
  /** By context label, without its prefix. */
  components: {
    'page-views': 'Page views',
    'product-views': 'Product views',
    'cart-additions': 'Cart additions',
    checkouts: 'Checkouts',
    orders: 'Orders',
    'online-orders': 'Orders online',
    revenue: 'Revenue',
    units: 'Units sold',
    'tool-uses': 'Uses of tools',
    errors: 'Errors',
    calls: 'Calls',
    'order-calls': 'Calls about orders',
    'call-cost': 'Cost of calls',
    'ad-cost': 'Cost of advertisements',
    impressions: 'Impressions of advertisements',
    'ad-clicks': 'Clicks on advertisements',
    page: 'Page',
    'page-type': 'Kind of page',
    interaction: 'Interaction, wherever it was',
    place: 'Place: web, app, store, call',
    tool: 'Tool',
    error: 'Error',
    'error-page': 'Page of an error',
    channel: 'Marketing channel, persisted',
    'channel-touch': 'Marketing channel, of the touch',
    campaign: 'Campaign',
    product: 'Product',
    'product-category': 'Category of products',
    'search-term': 'Search term',
    'finding-method': 'Way of finding',
    'call-reason': 'Reason of a call',
  },
}
